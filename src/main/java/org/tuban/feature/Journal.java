package org.tuban.feature;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tuban.store.TransactionTime;

/** Writes down what was written: history and change log in the write's own transaction, and word of it afterwards. */
@Component
class Journal {

    private final HistoryStore history;
    private final ChangeLog changes;
    private final ApplicationEventPublisher events;
    private final TransactionTime time;

    Journal(HistoryStore history, ChangeLog changes, ApplicationEventPublisher events, TransactionTime time) {
        this.history = history;
        this.changes = changes;
        this.events = events;
        this.time = time;
    }

    /** The time as both databases keep it: to the millisecond; the same for all that one transaction writes. */
    Instant now() {
        return time.now();
    }

    /** The time, but never before anything that is known of a feature: clocks of several computers differ. */
    Instant nowAfter(Feature known) {
        Instant now = now();
        Instant latest = known.recordedAt().isAfter(known.validFrom()) ? known.recordedAt() : known.validFrom();
        return now.isBefore(latest) ? latest : now;
    }

    static Instant toStoredPrecision(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    HistoryStore history() {
        return history;
    }

    /**
     * Records a version in the transaction that wrote it; if it is the one of now, tells this process once that is
     * committed.
     *
     * @param validTo the end of a span of the past; null if the version is the one of now
     */
    void record(Feature feature, @Nullable Instant validTo, Edit edit) {
        FeatureRef ref = feature.ref();
        HistoryStore.Row row = history.row(feature, validTo, edit);
        long change = changes.append(
                new ChangeLog.Change(
                        ChangeLog.Place.START,
                        ChangeLog.Change.OF_FEATURE,
                        ref.layer(),
                        ref.id(),
                        feature.version(),
                        edit.operation().id(),
                        feature.recordedAt(),
                        feature.recordedBy()),
                row.digest());
        history.append(row, change);
        if (validTo != null) {
            return;
        }
        FeatureChanged changed = new FeatureChanged(feature, edit.operation() == Operation.DELETE);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                events.publishEvent(changed);
            }
        });
    }
}
