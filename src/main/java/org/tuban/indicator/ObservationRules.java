package org.tuban.indicator;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Layers;

/** What an observation must be like before it is written, beyond what {@link Observation} sees by itself. */
@Component
final class ObservationRules {

    private static final int LONGEST_REASON = 2000;

    private final Indicators indicators;
    private final Features features;
    private final Layers layers;

    ObservationRules(Indicators indicators, Features features, Layers layers) {
        this.indicators = indicators;
        this.features = features;
        this.layers = layers;
    }

    /** Refuses a first version that has a number already, or refers to what is not there. */
    void requireNew(Observation observation) {
        if (observation.version() != 0) {
            throw refusal(
                    "version",
                    Long.toString(observation.version()),
                    "0: the first version is numbered when it is stored");
        }
        requireKnown(observation);
        if (features.find(observation.feature(), Sight.EVERYTHING).isEmpty()) {
            throw refusal("feature", observation.feature().toString(), "a feature that exists");
        }
    }

    /** Refuses an unknown indicator or source, and a unit that is not the indicator's. */
    void requireKnown(Observation observation) {
        Indicator indicator = indicators
                .find(observation.indicator())
                .orElseThrow(() -> refusal("indicator", observation.indicator(), "the id of an indicator"));
        if (!Objects.equals(indicator.unit(), observation.unit())) {
            throw refusal("unit", observation.unit(), "%s, the unit of %s".formatted(indicator.unit(), indicator.id()));
        }
        if (!layers.sources().containsKey(observation.source())) {
            throw refusal("source", observation.source(), "the id of a source");
        }
    }

    /** Refuses a correction without a reason in words, or with too many of them. */
    static void requireReason(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw refusal("note", reason.length() + " characters", "1 to %d characters".formatted(LONGEST_REASON));
        }
    }

    /** Refuses a correction that makes the figure one about something else. */
    static void requireSameSubject(Observation current, Observation corrected) {
        if (!current.feature().equals(corrected.feature())) {
            throw refusal("feature", corrected.feature().toString(), current.feature() + ", as before");
        }
        if (!current.indicator().equals(corrected.indicator())) {
            throw refusal("indicator", corrected.indicator(), current.indicator() + ", as before");
        }
    }

    private static Problem refusal(String path, @Nullable String value, String allowed) {
        return new Problem(ProblemType.INVALID_BODY, "%s \"%s\": allowed is %s".formatted(path, value, allowed))
                .with("path", path)
                .with("value", value)
                .with("allowed", allowed);
    }
}
