package org.tuban.indicator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;
import org.tuban.layer.Visibility;

/**
 * What figures are about.
 *
 * @param id name in data files and answers: lower case letters, digits and underscore, at most 60 characters
 * @param title what people read
 * @param unit unit of every figure of it, such as {@code count}, {@code m2} of land, {@code m2_floor} of floors,
 *     {@code wan_yuan}, {@code %}; null for words
 * @param group id of the group it is shown in, or null
 * @param visibility who may see figures of it; everybody who sees what they are about if left out
 * @param extensive true if figures of parts add up to the figure of the whole, as people and money do; false for ratios,
 *     dates and words; null to go by the unit: counts and areas add up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Indicator(
        String id,
        Label title,
        @Nullable String unit,
        @Nullable String group,
        Visibility visibility,
        @Nullable Boolean extensive) {

    private static final Set<String> EXTENSIVE_UNITS = Set.of("count", "m2", "m2_floor");

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,59}");

    /** Checks id and title. */
    public Indicator {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("indicator \"%s\": allowed is %s".formatted(id, ID.pattern()));
        }
        if (title == null) {
            throw new IllegalArgumentException("indicator \"%s\" needs a title".formatted(id));
        }
        visibility = visibility == null ? Visibility.PUBLIC : visibility;
    }

    /** True if figures of parts add up to the figure of the whole. */
    public boolean addsUp() {
        return extensive == null ? unit != null && EXTENSIVE_UNITS.contains(unit) : extensive;
    }
}
