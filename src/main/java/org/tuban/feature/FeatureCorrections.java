package org.tuban.feature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Layer;
import org.tuban.store.Transactions;

/**
 * Writes that look back: what is known better of the past, and what an earlier version said.
 *
 * <p>Nothing is ever taken back. A correction adds a version for each span of the past that it touches, with that span's
 * bounds; what was written before stays, and still answers what was known before. The newest version has no end and is
 * the row of now, so a correction that ends in the past also writes anew what has been so since.
 */
@Service
public class FeatureCorrections {

    /** Spans that one correction may touch: each becomes a version. */
    private static final int MOST_SPANS = 200;

    private final Features features;
    private final FeatureStore store;
    private final FeatureRules rules;
    private final Journal journal;
    private final Transactions transactions;

    FeatureCorrections(
            Features features, FeatureStore store, FeatureRules rules, Journal journal, Transactions transactions) {
        this.features = features;
        this.store = store;
        this.rules = rules;
        this.journal = journal;
        this.transactions = transactions;
    }

    /** A version to write: what was so from its {@code validFrom} until an instant, null for on and on. */
    private record Version(Feature feature, @Nullable Instant validTo) {}

    /**
     * Corrects a span of the past.
     *
     * @param expected the version that the caller has seen
     * @return the newest version, which is the feature as it is now
     * @throws Problem not-signed-in, forbidden, not-found, stale-version; invalid-feature if the span is none or values
     *     are wrong; transition-not-allowed if the present workflow state would change
     */
    public Feature correct(FeatureRef ref, long expected, Correction correction, Caller by) {
        Features.requireEditor(by);
        Feature current = features.get(ref, Sight.EVERYTHING);
        if (current.version() != expected) {
            throw Features.stale(current);
        }
        Layer layer = features.layer(ref);
        Instant now = journal.nowAfter(current);
        Instant from = Journal.toStoredPrecision(correction.from());
        Instant to = correction.to() == null ? null : Journal.toStoredPrecision(correction.to());
        refuseSpan(layer, from, to, now);
        // What was ended from its very begin, and restored later, is known since then.
        List<Timeline.Span> spans = Timeline.of(journal.history().list(layer, ref.id()).stream()
                        .filter(entry -> entry.feature().key() == current.key())
                        .toList())
                .stream()
                .dropWhile(span -> !span.living())
                .toList();
        Instant first = spans.get(0).from();
        if (to != null && to.isBefore(first)) {
            throw refusal(
                    layer,
                    "valid_to",
                    to,
                    "allowed is an end not before %s, since when the feature is known".formatted(first));
        }
        Edit edit = new Edit(
                Operation.CORRECT,
                correction.values(),
                correction.shape(),
                from,
                correction.reason(),
                correction.evidence());
        List<Version> versions = versions(layer, current, spans, edit, to);
        refuseStateChange(layer, current, versions.get(versions.size() - 1).feature());
        versions.forEach(version -> rules.checkChanged(
                layer,
                Versions.withUnknown(version.feature(), edit),
                version.feature().geometry(),
                edit.shape() != null));
        return write(layer, current, versions, edit, now, by);
    }

    private static void refuseSpan(Layer layer, Instant from, @Nullable Instant to, Instant now) {
        if (from.isAfter(now)) {
            throw refusal(layer, "valid_from", from, "allowed is a time that has come");
        }
        if (to != null && !to.isAfter(from)) {
            throw refusal(layer, "valid_to", to, "allowed is a time after %s, its begin".formatted(from));
        }
        if (to != null && to.isAfter(now)) {
            throw refusal(layer, "valid_to", to, "allowed is a time that has come, or none");
        }
    }

    /** The versions that make the corrected past, oldest span first, the one of now last. */
    private static List<Version> versions(
            Layer layer, Feature current, List<Timeline.Span> spans, Edit edit, @Nullable Instant to) {
        Instant from = Objects.requireNonNull(edit.validFrom());
        List<Version> versions = new ArrayList<>();
        boolean different = false;
        Instant earliest = spans.get(0).from();
        for (Timeline.Span span : spans) {
            // The first span begins earlier if the correction says so.
            boolean first = span.from().equals(earliest);
            Instant begin = first || from.isAfter(span.from()) ? from : span.from();
            Instant end = earlier(span.to(), to);
            if (!span.living() || (end != null && !begin.isBefore(end))) {
                continue;
            }
            Feature before = span.entry().feature();
            Feature after = at(layer, before, edit, begin);
            different |= begin.isBefore(span.from()) || !isSame(before, after);
            versions.add(new Version(after, end));
            if (to != null && to.equals(end) && !to.equals(span.to())) {
                versions.add(new Version(at(layer, before, Edit.update(Map.of(), null), to), span.to()));
            }
        }
        if (!different) {
            throw refusal(layer, "values", null, "nothing would be different in that span");
        }
        if (versions.size() > MOST_SPANS) {
            throw refusal(
                    layer,
                    "valid_from",
                    from,
                    "allowed are spans with at most %d changes; correct it in parts".formatted(MOST_SPANS));
        }
        if (versions.get(versions.size() - 1).validTo() != null) {
            versions.add(new Version(current, null));
        }
        return versions;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null ? other : other == null || one.isBefore(other) ? one : other;
    }

    private static Feature at(Layer layer, Feature before, Edit edit, Instant validFrom) {
        return new Feature(
                before.ref(),
                before.key(),
                before.version(),
                edit.shape() == null ? before.geometry() : edit.shape().geometry(),
                Versions.merge(layer, before.properties(), edit.values()),
                validFrom,
                before.recordedAt(),
                before.recordedBy());
    }

    private static boolean isSame(Feature one, Feature other) {
        Geometry shape = one.geometry();
        boolean sameShape = shape == null
                ? other.geometry() == null
                : other.geometry() != null && shape.equalsExact(other.geometry());
        return sameShape && one.properties().equals(other.properties());
    }

    /** What was in a past state may be corrected; where a feature is now, only the workflow says. */
    private static void refuseStateChange(Layer layer, Feature current, Feature newest) {
        String field = layer.statusField();
        if (field != null
                && !Objects.equals(
                        current.properties().get(field), newest.properties().get(field))) {
            throw Features.stateChange(current, field);
        }
    }

    private Feature write(Layer layer, Feature current, List<Version> versions, Edit edit, Instant now, Caller by) {
        List<Version> numbered = new ArrayList<>();
        for (Version version : versions) {
            Feature made = version.feature();
            numbered.add(new Version(
                    new Feature(
                            made.ref(),
                            made.key(),
                            current.version() + 1 + numbered.size(),
                            made.geometry(),
                            made.properties(),
                            made.validFrom(),
                            now,
                            by.name()),
                    version.validTo()));
        }
        Feature newest = numbered.get(numbered.size() - 1).feature();
        return transactions.write(() -> {
            if (!store.update(layer, newest, edit, current.version())) {
                throw features.overtaken(current.ref());
            }
            for (Version version : numbered) {
                journal.record(version.feature(), version.validTo(), edit);
            }
            return newest;
        });
    }

    /**
     * What is restored.
     *
     * @param version the version
     * @param since since when it is so again, or null for now
     * @param note reason in words, or null
     * @param evidence what else history keeps of it
     */
    public record Restoration(
            long version, @Nullable Instant since, @Nullable String note, Map<String, Object> evidence) {}

    /** Restores a version; nothing but its number is kept of it as evidence. */
    public Feature restore(
            FeatureRef ref, long expected, long version, @Nullable Instant since, @Nullable String note, Caller by) {
        return restore(ref, expected, new Restoration(version, since, note, Map.of()), by);
    }

    /**
     * Makes what an earlier version said the newest version. The workflow state stays as it is: only the
     * workflow moves it. A feature that has ended is there again, with its key and the state that it had at its end.
     *
     * @param expected the version that the caller has seen; of an ended feature, that of its end
     * @throws Problem not-signed-in, forbidden, not-found if there is no such version, stale-version, or invalid-feature if
     *     the layer does not allow any more what it says
     */
    public Feature restore(FeatureRef ref, long expected, Restoration restoration, Caller by) {
        Features.requireEditor(by);
        Layer layer = features.layer(ref);
        Feature wanted =
                features.version(ref, restoration.version(), Sight.EVERYTHING).feature();
        Map<String, @Nullable Object> values = new LinkedHashMap<>(wanted.properties());
        values.remove(layer.statusField());
        Edit edit = new Edit(
                        Operation.RESTORE,
                        values,
                        new Edit.Shape(wanted.geometry()),
                        restoration.since(),
                        restoration.note(),
                        restoration.evidence())
                .withEvidence("restoredVersion", restoration.version());
        Optional<Feature> living = features.find(ref, Sight.EVERYTHING);
        if (living.isPresent()) {
            if (living.get().version() != expected) {
                throw Features.stale(living.get());
            }
            return features.write(living.get(), edit, by);
        }
        return bringBack(layer, expected, edit, by, ref);
    }

    private Feature bringBack(Layer layer, long expected, Edit edit, Caller by, FeatureRef ref) {
        return transactions.write(() -> {
            Feature ended =
                    journal.history().last(layer, ref.id()).orElseThrow().feature();
            if (ended.version() != expected
                    || features.find(ref, Sight.EVERYTHING).isPresent()) {
                throw features.overtaken(ref);
            }
            Feature next = features.next(layer, ended, edit, by);
            rules.check(layer, next.properties(), next.geometry());
            store.insert(layer, next);
            journal.record(next, null, edit);
            return next;
        });
    }

    private static Problem refusal(Layer layer, String field, @Nullable Object value, String problem) {
        Map<String, @Nullable Object> fault = new LinkedHashMap<>();
        fault.put("field", field);
        fault.put("value", value == null ? null : value.toString());
        fault.put("problem", problem);
        return new Problem(
                        ProblemType.INVALID_FEATURE,
                        "layer %s: %s%s: %s"
                                .formatted(layer.id(), field, value == null ? "" : " \"" + value + "\"", problem))
                .with("fields", List.of(fault));
    }
}
