package org.tuban.layer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a layer.
 *
 * @param name column and property name: letters of both cases, digits and underscore, at most 40 characters; unique in
 *     its layer whatever the case
 * @param type kind of value
 * @param title what people read
 * @param required true if a feature must have a value
 * @param maxLength most characters of a text, or of each text of a list, or null for {@value #DEFAULT_MAX_LENGTH}
 * @param unit unit of a number ({@code m2} of land, {@code m2_floor} of floors, {@code m}, {@code %}, {@code wan_yuan},
 *     {@code count}), or null
 * @param codeList id of the code list of a {@link FieldType#CODE}, else null
 * @param minimum least number allowed, or null
 * @param maximum greatest number allowed, or null
 * @param description a sentence more, or null
 * @param visibility who may see its values; everybody who sees the layer if left out
 * @param common true for the fields that every layer has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Field(
        String name,
        FieldType type,
        Label title,
        boolean required,
        @Nullable Integer maxLength,
        @Nullable String unit,
        @Nullable String codeList,
        @Nullable Double minimum,
        @Nullable Double maximum,
        @Nullable Label description,
        Visibility visibility,
        boolean common) {

    /** Most characters of a text whose layer names no other limit. */
    public static final int DEFAULT_MAX_LENGTH = 2000;

    /** Most texts of a {@link FieldType#TEXT_LIST}. */
    public static final int MAX_LIST_LENGTH = 100;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

    /** Checks name, type, title and code list. */
    public Field {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("field name \"%s\": allowed is %s".formatted(name, NAME.pattern()));
        }
        if (type == null || title == null) {
            throw new IllegalArgumentException("field \"%s\" needs a type and a title".formatted(name));
        }
        if ((type == FieldType.CODE) != (codeList != null)) {
            throw new IllegalArgumentException(
                    "field \"%s\": a codeList belongs to type code, and only there".formatted(name));
        }
        visibility = visibility == null ? Visibility.PUBLIC : visibility;
    }

    /** The same field, marked as one that every layer has. */
    Field asCommon() {
        return new Field(
                name,
                type,
                title,
                required,
                maxLength,
                unit,
                codeList,
                minimum,
                maximum,
                description,
                visibility,
                true);
    }
}
