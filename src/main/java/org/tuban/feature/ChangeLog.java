package org.tuban.feature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tuban.audit.AuditEntry;
import org.tuban.audit.AuditLog;
import org.tuban.http.ClientAddress;
import org.tuban.layer.Layer;

/**
 * Every write there ever was, in an order that readers can follow without missing one.
 *
 * <p>Transactions may commit in another order than they took their numbers. A reader is therefore shown only what lies
 * below the oldest transaction that is still open, and goes on from a place of transaction and number.
 *
 * <p>Every change is also an entry of the audit, in the same transaction.
 */
@Component
public class ChangeLog {

    private final ChangeLogStore store;
    private final AuditLog audit;
    private final List<Runnable> ears = new CopyOnWriteArrayList<>();

    /** One for all transactions: each takes it once, however many changes it adds. */
    private final TransactionSynchronization committed = new TransactionSynchronization() {
        @Override
        public void afterCommit() {
            ears.forEach(Runnable::run);
        }
    };

    ChangeLog(ChangeLogStore store, AuditLog audit) {
        this.store = store;
        this.audit = audit;
    }

    /**
     * A reader's place in the log.
     *
     * @param transaction number of the transaction that wrote the last change read; 0 before the first
     * @param number number of that change; 0 before the first
     */
    public record Place(long transaction, long number) implements Comparable<Place> {

        /** Before the first change. */
        public static final Place START = new Place(0, 0);

        /** In the log's safe order. */
        @Override
        public int compareTo(Place other) {
            int byTransaction = Long.compare(transaction, other.transaction);
            return byTransaction != 0 ? byTransaction : Long.compare(number, other.number);
        }
    }

    /**
     * One write.
     *
     * @param place where it stands; {@link Place#START} before it is written
     * @param kind feature, link or observation; layer for a load of a layer as a whole
     * @param layer layer of the feature, or of the feature an observation is about; for a link, of its beginning
     * @param id id of what was written
     * @param version its version since then
     * @param operation what was done
     * @param recordedAt when
     * @param recordedBy account that did it
     */
    public record Change(
            Place place,
            String kind,
            String layer,
            String id,
            long version,
            String operation,
            Instant recordedAt,
            String recordedBy) {

        static final String OF_FEATURE = "feature";

        /** Which feature was written; empty if it was a link or an observation. */
        public Optional<FeatureRef> feature() {
            return kind.equals(OF_FEATURE) ? Optional.of(new FeatureRef(layer, id)) : Optional.empty();
        }
    }

    /** Adds a change in the transaction of its write, whatever place it names; gives its number, 1 or more. */
    public long append(Change change) {
        return append(change, null);
    }

    /**
     * Adds a change likewise, of whose content the audit keeps a digest.
     *
     * @param digest of the row that the write adds, by its {@link org.tuban.audit.AuditedTable}; null if there is none
     */
    public long append(Change change, @Nullable String digest) {
        long number = begin(change);
        end(number, change, digest);
        return number;
    }

    /** Adds a change whose content is only known later in its transaction; {@link #end} must follow there. */
    long begin(Change change) {
        long number = store.insert(change);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(committed);
        }
        return number;
    }

    /** Tells the audit of a change that has begun. */
    void end(long number, Change change, @Nullable String digest) {
        audit.add(new AuditEntry(
                0,
                change.recordedAt(),
                change.recordedBy(),
                ClientAddress.current().orElse(null),
                change.kind(),
                change.operation(),
                new AuditEntry.Subject(change.layer(), change.id()),
                change.version(),
                number,
                digest,
                null));
    }

    /** Calls an ear after each transaction of this process that added a change; it must return at once. */
    void onCommit(Runnable ear) {
        ears.add(ear);
    }

    /** The place of the last change before which none is missing; {@link Place#START} if there is none. */
    public Place last() {
        return store.last();
    }

    /** The place so many changes before another; {@link Place#START} if there are fewer. */
    public Place before(Place place, int changes) {
        return store.before(place, changes);
    }

    /** True if there is a change at that place, or it is {@link Place#START}. */
    public boolean has(Place place) {
        return place.equals(Place.START) || store.has(place);
    }

    /** True if anything was written in a layer after a place. */
    boolean touches(Layer layer, Place place) {
        return store.touches(layer.id(), place);
    }

    /** True if there are changes after a place, also such as nobody is shown yet. */
    boolean hasAfter(Place place) {
        return store.hasAfter(place);
    }

    /** How many changes there are after a place. */
    long countAfter(Place place) {
        return store.countAfter(place);
    }

    /** What was written after a place, oldest first, at most so many. */
    public List<Change> after(Place place, int limit) {
        return store.after(place, limit);
    }
}
