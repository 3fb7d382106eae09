package org.tuban.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.tuban.layer.FieldType;

/** What kind of value a piece of evidence is, and which fields of a layer can take it. */
public enum EvidenceType {
    /** Words or a document number. */
    TEXT(EnumSet.of(FieldType.TEXT)),
    /** Whole number of 64 bits. */
    INTEGER(EnumSet.of(FieldType.INTEGER, FieldType.NUMBER)),
    /** Finite number. */
    NUMBER(EnumSet.of(FieldType.NUMBER)),
    /** Calendar day, {@code YYYY-MM-DD}. */
    DATE(EnumSet.of(FieldType.DATE, FieldType.PARTIAL_DATE)),
    /** A code of the requirement's code list. */
    CODE(EnumSet.of(FieldType.CODE)),
    /** Id of a file that was added about the feature. */
    ATTACHMENT(EnumSet.of(FieldType.TEXT)),
    /** Name of another account that may vouch for the step: enabled, planner or administrator. */
    ACCOUNT(EnumSet.of(FieldType.TEXT));

    private final Set<FieldType> fields;

    EvidenceType(Set<FieldType> fields) {
        this.fields = fields;
    }

    /** True if a field of that type can hold such a value. */
    boolean fits(FieldType field) {
        return fields.contains(field);
    }

    /** Name in data files and answers. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
