package org.tuban.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * When what is being written is recorded: one instant for all that one transaction writes, so that nobody who asks what
 * was known at a time is shown a part of it.
 */
@Component
public class TransactionTime {

    private final Clock clock;

    TransactionTime(Clock clock) {
        this.clock = clock;
    }

    /** The instant of the transaction that is open, or of now outside of one; to the millisecond, as databases keep it. */
    public Instant now() {
        return notBefore(Instant.MIN);
    }

    /**
     * The same, of a transaction that goes by what another computer has written, whose clock may be ahead; it has effect
     * if nothing has asked for the instant before.
     */
    public Instant notBefore(Instant known) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        now = now.isBefore(known) ? known : now;
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return now;
        }
        if (TransactionSynchronizationManager.unbindResourceIfPossible(this) instanceof Held held
                && held.isOfThisTransaction()) {
            TransactionSynchronizationManager.bindResource(this, held);
            return held.at();
        }
        TransactionSynchronizationManager.bindResource(this, hold(now));
        return now;
    }

    /** An instant and what ends it; when a part of a transaction is undone, what it wanted to be told is forgotten. */
    private record Held(Instant at, TransactionSynchronization end) {

        boolean isOfThisTransaction() {
            return TransactionSynchronizationManager.getSynchronizations().contains(end);
        }
    }

    private Held hold(Instant now) {
        TransactionSynchronization end = new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(TransactionTime.this);
            }
        };
        TransactionSynchronizationManager.registerSynchronization(end);
        return new Held(now, end);
    }
}
