package org.tuban.layer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a layer: a kind of feature that this installation keeps.
 *
 * @param id table name and name in addresses: lower case letters, digits and underscore, at most 40 characters
 * @param order drawing order; greater is drawn later, above
 * @param title what people read
 * @param description a sentence more
 * @param geometry which shapes it takes
 * @param nameField the field people know a feature by
 * @param codeField the field with its official code, or null
 * @param source id of the source of the layer as a whole
 * @param visibility who may see it; its fields may be stricter, each by itself
 * @param workflow id of the workflow its features go through, or null
 * @param statusField the field that holds the workflow state, or null; written only by transitions
 * @param writesWithoutIfMatch true to take writes that don't say which version they change, as desktop GIS sends them;
 *     history then says so
 * @param reshaping how its features are divided and put together, or null if they are not
 * @param fields its own fields, then the common ones
 * @param style how it is drawn
 * @param themes ways to colour it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Layer(
        String id,
        int order,
        Label title,
        Label description,
        GeometryType geometry,
        String nameField,
        @Nullable String codeField,
        String source,
        Visibility visibility,
        @Nullable String workflow,
        @Nullable String statusField,
        boolean writesWithoutIfMatch,
        @Nullable Reshaping reshaping,
        List<Field> fields,
        Style style,
        List<Theme> themes) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /** Checks what can be seen from the definition alone; the {@link Layers} check what it refers to. */
    public Layer {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("layer id \"%s\": allowed is %s".formatted(id, ID.pattern()));
        }
        if (title == null || geometry == null || source == null || style == null || fields == null) {
            throw new IllegalArgumentException(
                    "layer \"%s\" needs title, geometry, source, style and fields".formatted(id));
        }
        fields = List.copyOf(fields);
        themes = themes == null ? List.of() : List.copyOf(themes);
        visibility = visibility == null ? Visibility.PUBLIC : visibility;
        if ((workflow == null) != (statusField == null)) {
            throw new IllegalArgumentException("layer \"%s\": workflow and statusField go together".formatted(id));
        }
        if (reshaping != null && geometry != GeometryType.POLYGON && geometry != GeometryType.MULTI_POLYGON) {
            throw new IllegalArgumentException("layer \"%s\": reshaping is for polygons".formatted(id));
        }
    }

    /**
     * The layer as who may see marks up to one sees it: fields with a stricter mark are not there, and neither is what
     * rests on them. It is the layer itself if nothing is hidden.
     */
    public Layer seenUpTo(Visibility reach) {
        List<Field> seen = fields.stream()
                .filter(field -> reach.covers(field.visibility()))
                .toList();
        if (seen.size() == fields.size()) {
            return this;
        }
        Set<String> names = seen.stream().map(Field::name).collect(Collectors.toSet());
        return new Layer(
                id,
                order,
                title,
                description,
                geometry,
                nameField,
                codeField != null && names.contains(codeField) ? codeField : null,
                source,
                visibility,
                workflow,
                statusField,
                writesWithoutIfMatch,
                reshaping,
                seen,
                style,
                themes.stream().filter(theme -> names.contains(theme.field())).toList());
    }

    /** The field of that name, if the layer has it. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
