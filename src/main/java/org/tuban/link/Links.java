package org.tuban.link;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Layers;
import org.tuban.layer.PartialDate;
import org.tuban.store.Transactions;

/**
 * Relations between features: typed, dated, navigable both ways, never erased.
 *
 * <p>A write, its row in the history and its line in the change log are one transaction; a write inside another write
 * joins that one, so that many can be made together.
 */
@Service
public class Links {

    private static final String KIND = "link";
    private static final int LONGEST_NOTE = 2000;

    private final LinkStore store;
    private final LinkTypes types;
    private final Features features;
    private final Layers layers;
    private final ChangeLog changes;
    private final Transactions transactions;
    private final Clock clock;

    Links(
            LinkStore store,
            LinkTypes types,
            Features features,
            Layers layers,
            ChangeLog changes,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.types = types;
        this.features = features;
        this.layers = layers;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The kinds of relation by id, in the order of the data file. */
    public Map<String, LinkType> types() {
        return types.byId();
    }

    /** Links that begin or end at a feature, ended ones too, in the order they were entered. */
    public List<Link> of(FeatureRef feature) {
        return store.of(feature);
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
        requireKnown(link);
        return transactions.write(() -> {
            store.keepOtherWritersOut();
            requireNew(link);
            requireNoCircle(link);
            Link first = link.withVersion(1);
            Instant now = now();
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
        if (!PartialDate.isValid(validTo)) {
            throw refusal("validTo", validTo, PartialDate.ALLOWED);
        }
        if (note != null && note.length() > LONGEST_NOTE) {
            throw refusal("note", note.length() + " characters", "at most %d characters".formatted(LONGEST_NOTE));
        }
        return transactions.write(() -> {
            LinkStore.Stored current = store.findStored(id).orElseThrow(() -> missing(id));
            if (current.link().version() != expectedVersion) {
                throw stale(current);
            }
            requireMayEnd(current.link(), validTo);
            Link next = current.link().endedAt(validTo);
            Instant now = now();
            if (!store.update(next, now, by.name())) {
                throw stale(store.findStored(id).orElseThrow(() -> missing(id)));
            }
            record(next, Operation.UPDATE, now, note, by);
            return next;
        });
    }

    private void record(Link link, Operation operation, Instant at, @Nullable String note, Caller by) {
        long change = changes.append(KIND, link.from().layer(), link.id(), link.version(), operation.id(), at, by);
        store.appendHistory(new LinkVersion(link, operation, at, by.name(), note, change));
    }

    private void requireKnown(Link link) {
        if (link.version() != 0) {
            throw refusal(
                    "version", Long.toString(link.version()), "0: the first version is numbered when it is stored");
        }
        if (types.find(link.type()).isEmpty()) {
            throw refusal(
                    "type",
                    link.type(),
                    "one of " + String.join(", ", types.byId().keySet()));
        }
        if (!layers.sources().containsKey(link.source())) {
            throw refusal("source", link.source(), "the id of a source");
        }
        Set<FeatureRef> present =
                features.findAll(Set.of(link.from(), link.to())).keySet();
        if (!present.contains(link.from())) {
            throw refusal("from", link.from().toString(), "a feature that exists");
        }
        if (!present.contains(link.to())) {
            throw refusal("to", link.to().toString(), "a feature that exists");
        }
    }

    private void requireNew(Link link) {
        if (store.find(link.id()).isPresent()) {
            throw new Problem(ProblemType.ALREADY_EXISTS, "There is a link '%s' already".formatted(link.id()))
                    .with("id", link.id());
        }
        Optional<String> twin = link.isOpen() ? store.findOpenTwin(link) : Optional.empty();
        if (twin.isPresent()) {
            throw new Problem(
                            ProblemType.ALREADY_EXISTS,
                            "%s and %s have an open link of type %s already: '%s'"
                                    .formatted(link.from(), link.to(), link.type(), twin.get()))
                    .with("id", twin.get());
        }
    }

    private void requireNoCircle(Link link) {
        List<String> containments = types.containments();
        LocalDate today = LocalDate.now(clock);
        if (!containments.contains(link.type()) || link.hasEndedBefore(today)) {
            return;
        }
        if (store.containersEverOf(link.to(), containments, today).contains(link.from())) {
            throw refusal(
                    "to", link.to().toString(), "a feature that does not itself lie in %s".formatted(link.from()));
        }
    }

    private static void requireMayEnd(Link link, String validTo) {
        if (!link.isOpen()) {
            throw refusal("validTo", validTo, "an open link; this one ended " + link.validTo());
        }
        if (Link.endsBeforeItBegins(link.validFrom(), validTo)) {
            throw refusal("validTo", validTo, "nothing before validFrom, " + link.validFrom());
        }
    }

    private static Problem refusal(String path, String value, String allowed) {
        return new Problem(ProblemType.INVALID_BODY, "%s \"%s\": allowed is %s".formatted(path, value, allowed))
                .with("path", path)
                .with("value", value)
                .with("allowed", allowed);
    }

    private static Problem missing(String id) {
        return Problem.notFound("link '%s'".formatted(id)).with("id", id);
    }

    private static Problem stale(LinkStore.Stored current) {
        return new Problem(
                        ProblemType.STALE_VERSION,
                        "link '%s' is at version %d, changed by %s"
                                .formatted(current.link().id(), current.link().version(), current.recordedBy()))
                .with("currentVersion", current.link().version())
                .with("changedBy", current.recordedBy())
                .with("changedAt", current.recordedAt().toString());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
