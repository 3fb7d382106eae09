package org.tuban.indicator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How exactly a source gives a figure; none for an exact one. */
public enum Qualifier {
    /** Somewhat more or less: 约. */
    ABOUT,
    /** A little less: 近. */
    NEARLY,
    /** Greater, nobody says by how much: 多, 超过. */
    MORE_THAN,
    /** Equal or greater: 以上. */
    AT_LEAST,
    /** What is meant to be, not what is: 计划, 预计. */
    PLANNED;

    /** Name in data files, answers and tables. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Qualifier of(@Nullable String id) {
        return id == null ? null : valueOf(id.toUpperCase(Locale.ROOT));
    }
}
