package org.tuban.workflow;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.feature.Correction;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureCorrections;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.FieldValue;
import org.tuban.http.Problem;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** Writes that look back: corrections with a reason and a second person who has checked them, and restored versions. */
@Service
public class PastCorrections {

    private static final int ECHOED = 60;

    private final Layers layers;
    private final FeatureCorrections corrections;
    private final Custody custody;
    private final LocalCalendar calendar;

    PastCorrections(Layers layers, FeatureCorrections corrections, Custody custody, LocalCalendar calendar) {
        this.layers = layers;
        this.corrections = corrections;
        this.custody = custody;
        this.calendar = calendar;
    }

    /**
     * Corrects a span of the past.
     *
     * @param expectedVersion the version that the caller has seen
     * @return the feature as it is now
     * @throws Problem as {@link FeatureCorrections#correct}; invalid-body if a time, the reason or the second person is
     *     missing or is none
     */
    public Feature correct(FeatureRef ref, long expectedVersion, Correcting asked, Caller caller) {
        Layer layer = layers.get(ref.layer());
        Features.requireEditor(caller);
        Instant from = calendar.readPast("validFrom", asked.validFrom());
        Instant to = asked.validTo() == null ? null : calendar.readPast("validTo", asked.validTo());
        String reason = PlainText.readNote("reason", asked.reason());
        if (reason == null) {
            throw Problem.invalidBody("reason", null, "why the past is corrected, in words");
        }
        @Nullable String second = asked.secondPerson();
        if (second == null || !custody.isSecondPerson(second, caller.name())) {
            throw Problem.invalidBody(
                    "secondPerson",
                    second == null ? null : PlainText.shown(second, ECHOED),
                    "the name of another account that may decide");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        asked.values()
                .forEach((name, raw) -> values.put(
                        name,
                        layer.field(name)
                                .<@Nullable Object>map(field -> FieldValue.read(field, raw))
                                .orElse(raw)));
        return corrections.correct(
                ref,
                expectedVersion,
                new Correction(values, asked.shape(), from, to, reason, Map.of("secondPerson", second)),
                caller);
    }

    /**
     * Makes what an earlier version said the newest version.
     *
     * @param expectedVersion the version that the caller has seen
     * @param note reason in words, or null
     * @return the feature as it is now
     * @throws Problem as {@link FeatureCorrections#restore}; invalid-body if the note is too long or not printable
     */
    public Feature restore(FeatureRef ref, long expectedVersion, long version, @Nullable String note, Caller caller) {
        return corrections.restore(ref, expectedVersion, version, null, PlainText.readNote("note", note), caller);
    }
}
