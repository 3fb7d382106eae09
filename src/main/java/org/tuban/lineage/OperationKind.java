package org.tuban.lineage;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.tuban.layer.Reshaping;

/** What an operation did. */
public enum OperationKind {
    /** One became several. */
    SPLIT,
    /** Several became one. */
    MERGE,
    /** Neighbours changed their common boundary. */
    ADJUST,
    /** Another operation was taken back. */
    UNDO;

    /** Name in answers and tables. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OperationKind of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    static OperationKind of(Reshaping.Kind kind) {
        return valueOf(kind.name());
    }
}
