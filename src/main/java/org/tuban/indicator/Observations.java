package org.tuban.indicator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.feature.AsOf;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Operation;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.PartialDate;
import org.tuban.store.TransactionTime;
import org.tuban.store.Transactions;

/**
 * Figures about features, with date, source and basis; corrected by new versions, never erased.
 *
 * <p>Two sources may give different figures for the same thing: both are kept. A write, its row in the history and its
 * line in the change log are one transaction; a write inside another write joins that one.
 */
@Service
public class Observations {

    static final String KIND = "observation";

    private final ObservationStore store;
    private final Indicators indicators;
    private final ObservationRules rules;
    private final ChangeLog changes;
    private final Transactions transactions;
    private final TransactionTime time;

    Observations(
            ObservationStore store,
            Indicators indicators,
            ObservationRules rules,
            ChangeLog changes,
            Transactions transactions,
            TransactionTime time) {
        this.store = store;
        this.indicators = indicators;
        this.rules = rules;
        this.changes = changes;
        this.transactions = transactions;
        this.time = time;
    }

    /** What figures may be about, by id, in the order of the data file. */
    public Map<String, Indicator> indicators() {
        return indicators.byId();
    }

    /** Figures about a feature: indicators in the order of the data file, of each the newest first. */
    public List<Observation> of(FeatureRef feature) {
        return inOrder(store.of(feature));
    }

    /** Figures about a feature by a point of view: those of dates up to the last day of its interval. */
    public List<Observation> of(FeatureRef feature, AsOf then, ZoneId zone) {
        LocalDate day = then.lastDay(zone);
        List<Observation> known = then.recorded() == null ? store.of(feature) : store.knownOf(feature, then.recorded());
        return inOrder(known.stream()
                .filter(observation -> day == null || PartialDate.spans(observation.asOf(), null, day))
                .toList());
    }

    private List<Observation> inOrder(List<Observation> observations) {
        List<String> order = new ArrayList<>(indicators.byId().keySet());
        return observations.stream()
                .sorted(Comparator.comparingInt((Observation observation) -> order.indexOf(observation.indicator()))
                        .thenComparing(Observation::asOf, Comparator.reverseOrder()))
                .toList();
    }

    /** The observation as it is now, if there is one. */
    public Optional<Observation> find(String id) {
        return store.find(id).map(ObservationStore.Stored::observation);
    }

    /** All versions of an observation, newest first. Throws not-found if there never was one. */
    public List<ObservationVersion> history(String id) {
        List<ObservationVersion> versions = store.history(id);
        if (versions.isEmpty()) {
            throw missing(id);
        }
        return versions;
    }

    /**
     * Writes the first version of an observation.
     *
     * @param observation with version 0
     * @return the observation as stored, with version 1
     * @throws Problem invalid-body (members path, value, allowed) if it refers to something that is not there or has
     *     another unit than its indicator; already-exists if the id is taken
     */
    public Observation record(Observation observation, Caller by) {
        rules.requireNew(observation);
        try {
            return transactions.write(() -> {
                if (store.isTaken(observation.id())) {
                    throw existing(observation.id());
                }
                Observation first = observation.withVersion(1);
                Instant now = time.now();
                store.insert(first, now, by.name());
                append(first, Operation.CREATE, now, null, by);
                return first;
            });
        } catch (DuplicateKeyException raced) {
            throw existing(observation.id());
        }
    }

    /**
     * Writes the next version of an observation.
     *
     * @param corrected the observation as it should read, of the same feature and indicator; its version is the one that
     *     the caller has seen
     * @param reason why, in words
     * @return the observation as stored, one version further
     * @throws Problem not-found, stale-version if another write came first, or invalid-body (members path, value,
     *     allowed)
     */
    public Observation correct(Observation corrected, String reason, Caller by) {
        ObservationRules.requireReason(reason);
        rules.requireKnown(corrected);
        String id = corrected.id();
        return transactions.write(() -> {
            ObservationStore.Stored current = store.find(id).orElseThrow(() -> missing(id));
            if (current.observation().version() != corrected.version()) {
                throw stale(current);
            }
            ObservationRules.requireSameSubject(current.observation(), corrected);
            Observation next = corrected.withVersion(corrected.version() + 1);
            Instant now = time.now();
            if (!store.update(next, now, by.name())) {
                throw stale(store.find(id).orElseThrow(() -> missing(id)));
            }
            append(next, Operation.UPDATE, now, reason, by);
            return next;
        });
    }

    /**
     * Takes back an observation that should not have been made: it is only in history from here on.
     *
     * @param expectedVersion the version that the caller has seen
     * @param reason why, in words, or null
     * @throws Problem not-found, stale-version if another write came first
     */
    public void withdraw(String id, long expectedVersion, @Nullable String reason, Caller by) {
        transactions.write(() -> {
            ObservationStore.Stored current = store.find(id).orElseThrow(() -> missing(id));
            if (current.observation().version() != expectedVersion || !store.delete(id, expectedVersion)) {
                throw stale(current);
            }
            Observation last = current.observation().withVersion(expectedVersion + 1);
            append(last, Operation.DELETE, time.now(), reason, by);
            return last;
        });
    }

    /** A version of an observation, also of one that was taken back; throws not-found if there is none. */
    public ObservationVersion version(String id, long version) {
        return history(id).stream()
                .filter(entry -> entry.observation().version() == version)
                .findFirst()
                .orElseThrow(() -> missing(id));
    }

    private void append(Observation observation, Operation operation, Instant at, @Nullable String note, Caller by) {
        ObservationVersion version = new ObservationVersion(observation, operation, at, by.name(), note, 0);
        long change = changes.append(
                new ChangeLog.Change(
                        ChangeLog.Place.START,
                        KIND,
                        observation.feature().layer(),
                        observation.id(),
                        observation.version(),
                        operation.id(),
                        at,
                        by.name()),
                ObservationAudit.digest(version));
        store.appendHistory(version, change);
    }

    private static Problem existing(String id) {
        return new Problem(ProblemType.ALREADY_EXISTS, "There is an observation '%s' already".formatted(id))
                .with("id", id);
    }

    private static Problem missing(String id) {
        return Problem.notFound("observation '%s'".formatted(id)).with("id", id);
    }

    private static Problem stale(ObservationStore.Stored current) {
        return Problem.stale(
                "observation '%s'".formatted(current.observation().id()),
                current.observation().version(),
                current.recordedBy(),
                current.recordedAt());
    }
}
