package org.tuban.indicator;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Indicator(
        String id,
        Label title,
        @Nullable String unit,
        @Nullable String group,
        Visibility visibility) {

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
}
