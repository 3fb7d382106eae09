package org.tuban.feature;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes down what was written: history and change log in the write's own transaction, and word of it afterwards. */
@Component
class Journal {

    private final HistoryStore history;
    private final ChangeLog changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Journal(HistoryStore history, ChangeLog changes, ApplicationEventPublisher events, Clock clock) {
        this.history = history;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /** The time as both databases keep it: to the millisecond. */
    Instant now() {
        return toStoredPrecision(clock.instant());
    }

    static Instant toStoredPrecision(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    HistoryStore history() {
        return history;
    }

    /** Records a version in the transaction that wrote it; tells this process once that is committed. */
    void record(Feature feature, Edit edit) {
        FeatureRef ref = feature.ref();
        long change = changes.append(new ChangeLog.Change(
                ChangeLog.Place.START,
                ChangeLog.Change.OF_FEATURE,
                ref.layer(),
                ref.id(),
                feature.version(),
                edit.operation().id(),
                feature.recordedAt(),
                feature.recordedBy()));
        history.append(new HistoryEntry(feature, edit.operation(), edit.note(), edit.evidence(), change));
        FeatureChanged changed = new FeatureChanged(feature, edit.operation() == Operation.DELETE);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                events.publishEvent(changed);
            }
        });
    }
}
