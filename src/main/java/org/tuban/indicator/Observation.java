package org.tuban.indicator;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.FeatureRef;
import org.tuban.layer.Label;
import org.tuban.layer.PartialDate;

/**
 * One version of a figure about a feature.
 *
 * @param id stable id: letters, digits, point, underscore and hyphen, at most 64 characters
 * @param feature what it is about
 * @param indicator id of its {@link Indicator}
 * @param value the figure in the indicator's unit, finite, or null if there are only words
 * @param text the figure in the source's words, at most 500 characters, or null
 * @param unit the indicator's unit
 * @param qualifier how exactly the source gives it, or null for exactly
 * @param asOf when it was so, as {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}
 * @param source id of the source that gives it
 * @param basis how it is known
 * @param note what to know before relying on it, or null
 * @param version 0 before it is stored, 1 for the first, one more at each write
 */
public record Observation(
        String id,
        FeatureRef feature,
        String indicator,
        @Nullable Double value,
        @Nullable String text,
        @Nullable String unit,
        @Nullable Qualifier qualifier,
        String asOf,
        String source,
        ObservationBasis basis,
        @Nullable Label note,
        long version) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int LONGEST_TEXT = 500;

    /** Checks what can be seen from the observation alone; the {@link Observations} check what it refers to. */
    public Observation {
        require(id != null && ID.matcher(id).matches(), "id \"%s\": allowed is %s", id, ID.pattern());
        require(feature != null && feature.layer() != null && feature.id() != null, "feature: needed are layer and id");
        require(indicator != null, "indicator: needed is the id of an indicator");
        require(value != null || (text != null && !text.isBlank()), "value: needed is a number, or words in text");
        require(value == null || Double.isFinite(value), "value %s: allowed is a finite number", value);
        require(text == null || text.length() <= LONGEST_TEXT, "text: allowed are at most %s characters", LONGEST_TEXT);
        require(asOf != null && PartialDate.isValid(asOf), "asOf \"%s\": allowed is %s", asOf, PartialDate.ALLOWED);
        require(source != null, "source: needed is the id of a source");
        require(basis != null, "basis: allowed is stated, measured, derived, planned or overridden");
    }

    Observation withVersion(long version) {
        return new Observation(
                id, feature, indicator, value, text, unit, qualifier, asOf, source, basis, note, version);
    }

    private static void require(boolean met, String otherwise, @Nullable Object... values) {
        if (!met) {
            throw new IllegalArgumentException(otherwise.formatted(values));
        }
    }
}
