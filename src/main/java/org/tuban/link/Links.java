package org.tuban.link;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.feature.AsOf;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Operation;
import org.tuban.http.Problem;
import org.tuban.layer.PartialDate;
import org.tuban.store.TransactionTime;
import org.tuban.store.Transactions;

/**
 * Relations between features: typed, dated, navigable both ways, never erased.
 *
 * <p>A write, its row in the history and its line in the change log are one transaction; a write inside another write
 * joins that one, so that many can be made together.
 */
@Service
public class Links {

    static final String KIND = "link";

    private final LinkStore store;
    private final LinkTypes types;
    private final LinkRules rules;
    private final ChangeLog changes;
    private final Transactions transactions;
    private final TransactionTime time;

    Links(
            LinkStore store,
            LinkTypes types,
            LinkRules rules,
            ChangeLog changes,
            Transactions transactions,
            TransactionTime time) {
        this.store = store;
        this.types = types;
        this.rules = rules;
        this.changes = changes;
        this.transactions = transactions;
        this.time = time;
    }

    /** The kinds of relation by id, in the order of the data file. */
    public Map<String, LinkType> types() {
        return types.byId();
    }

    /** Links that begin or end at a feature, ended ones too, in the order they were entered. */
    public List<Link> of(FeatureRef feature) {
        return store.of(feature);
    }

    /** Links that began or ended at a feature, by a point of view: those that held on the last day of its interval. */
    public List<Link> of(FeatureRef feature, AsOf then, ZoneId zone) {
        LocalDate day = then.lastDay(zone);
        List<Link> known = then.recorded() == null ? store.of(feature) : store.knownOf(feature, then.recorded());
        return known.stream()
                .filter(link -> day == null ? link.isOpen() : PartialDate.spans(link.validFrom(), link.validTo(), day))
                .toList();
    }

    /** The link as it is now, if there is one. */
    public Optional<Link> find(String id) {
        return store.find(id);
    }

    /** All versions of a link, newest first. Throws not-found if there never was one. */
    public List<LinkVersion> history(String id) {
        List<LinkVersion> versions = store.history(id);
        if (versions.isEmpty()) {
            throw missing(id);
        }
        return versions;
    }

    /**
     * Writes the first version of a link.
     *
     * @param link with version 0
     * @return the link as stored, with version 1
     * @throws Problem invalid-body (members path, value, allowed) if it refers to something that is not there or would
     *     put a feature inside itself; already-exists if the id is taken or the two have an open link of the type
     */
    public Link create(Link link, Caller by) {
        rules.requireKnown(link);
        return transactions.write(() -> {
            store.keepOtherWritersOut();
            rules.requireNew(link);
            rules.requireNoCircle(link);
            Link first = link.withVersion(1);
            Instant now = time.now();
            store.insert(first, now, by.name());
            record(first, Operation.CREATE, now, null, by);
            return first;
        });
    }

    /**
     * Ends an open link; it stays, with its end.
     *
     * @param expectedVersion the version that the caller has seen
     * @param validTo last day, month or year it held
     * @param note reason in words, or null
     * @return the link as stored, one version further
     * @throws Problem not-found, stale-version if another write came first, or invalid-body if the end is no date, lies
     *     before the beginning, or the link has ended already
     */
    public Link end(String id, long expectedVersion, String validTo, @Nullable String note, Caller by) {
        LinkRules.requireReadable(validTo, note);
        return transactions.write(() -> {
            LinkStore.Stored current = current(id, expectedVersion);
            LinkRules.requireMayEnd(current.link(), validTo);
            Link next = current.link().endedAt(validTo);
            Instant now = time.now();
            if (!store.update(next, now, by.name())) {
                throw stale(store.findStored(id).orElseThrow(() -> missing(id)));
            }
            record(next, Operation.UPDATE, now, note, by);
            return next;
        });
    }

    /**
     * Links that begin or end at a feature, ended ones too; no other writer makes or changes links until the transaction
     * that asks has ended.
     */
    public List<Link> held(FeatureRef feature) {
        store.keepOtherWritersOut();
        return store.of(feature);
    }

    /**
     * Opens a link again that has been ended or taken back by mistake: the next version, as it was before that.
     *
     * @param expectedVersion the version that the caller has seen: that of its end, or of its taking back
     * @param note reason in words, or null
     * @return the link as stored, one version further
     * @throws Problem not-found, stale-version if another write came first; already-exists if the two have another open
     *     link of the type; invalid-body if it would put a feature inside itself
     */
    public Link reopen(String id, long expectedVersion, @Nullable String note, Caller by) {
        return transactions.write(() -> {
            store.keepOtherWritersOut();
            LinkVersion last = history(id).get(0);
            if (last.link().version() != expectedVersion) {
                throw stale(new LinkStore.Stored(last.link(), last.recordedAt(), last.recordedBy()));
            }
            Link next = last.link().reopened();
            rules.requireNoTwin(next);
            rules.requireNoCircle(next);
            Instant now = time.now();
            if (last.operation() == Operation.DELETE) {
                store.insert(next, now, by.name());
            } else if (!store.update(next, now, by.name())) {
                throw stale(current(id, expectedVersion));
            }
            record(next, Operation.RESTORE, now, note, by);
            return next;
        });
    }

    /**
     * Takes back a link that should not have been made: it is only in history from here on, and was never so.
     *
     * @param expectedVersion the version that the caller has seen
     * @param note reason in words, or null
     * @throws Problem not-found, stale-version if another write came first
     */
    public void withdraw(String id, long expectedVersion, @Nullable String note, Caller by) {
        transactions.write(() -> {
            Link link = current(id, expectedVersion).link();
            if (!store.delete(id, expectedVersion)) {
                throw missing(id);
            }
            Link last = link.withVersion(expectedVersion + 1);
            record(last, Operation.DELETE, time.now(), note, by);
            return last;
        });
    }

    /** A version of a link, also of one that was taken back; throws not-found if there is none. */
    public LinkVersion version(String id, long version) {
        return history(id).stream()
                .filter(entry -> entry.link().version() == version)
                .findFirst()
                .orElseThrow(() -> missing(id));
    }

    private LinkStore.Stored current(String id, long expectedVersion) {
        LinkStore.Stored current = store.findStored(id).orElseThrow(() -> missing(id));
        if (current.link().version() != expectedVersion) {
            throw stale(current);
        }
        return current;
    }

    private void record(Link link, Operation operation, Instant at, @Nullable String note, Caller by) {
        LinkVersion version = new LinkVersion(link, operation, at, by.name(), note, 0);
        long change = changes.append(
                new ChangeLog.Change(
                        ChangeLog.Place.START,
                        KIND,
                        link.from().layer(),
                        link.id(),
                        link.version(),
                        operation.id(),
                        at,
                        by.name()),
                LinkAudit.digest(version));
        store.appendHistory(version, change);
    }

    private static Problem missing(String id) {
        return Problem.notFound("link '%s'".formatted(id)).with("id", id);
    }

    private static Problem stale(LinkStore.Stored current) {
        return Problem.stale(
                "link '%s'".formatted(current.link().id()),
                current.link().version(),
                current.recordedBy(),
                current.recordedAt());
    }
}
