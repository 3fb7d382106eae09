package org.tuban.ogc;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.CodeList;
import org.tuban.layer.Field;
import org.tuban.layer.GeometryType;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.Theme;

/**
 * One way to draw a layer, as every style encoding tells it.
 *
 * @param id name in addresses: {@value #DEFAULT} or a theme's
 * @param title what people read
 * @param layer what is drawn
 * @param field the field that chooses the colour, or null if there is one colour
 * @param classes colours by code, in the order of the code list; empty if there is one colour
 */
record LayerStyle(
        String id, Label title, Layer layer, @Nullable String field, List<ColourClass> classes) {

    /** Id of the style that has one colour. */
    static final String DEFAULT = "default";

    /** Opacity of points, which no ground lies below. */
    static final double POINT_OPACITY = 0.9;

    /** Dash and gap of a sketch's outline in pixels, where the layer has no dash of its own. */
    private static final List<Double> SKETCH = List.of(6.0, 4.0);

    /**
     * Colour of the features with one code.
     *
     * @param code the code
     * @param title what people read
     * @param colour {@code #RRGGBB}
     */
    record ColourClass(String code, Label title, String colour) {}

    /** Copies the classes. */
    LayerStyle {
        classes = List.copyOf(classes);
    }

    /** The styles of a layer, the one with one colour first. */
    static List<LayerStyle> of(Layer layer, Layers layers) {
        List<LayerStyle> styles = new ArrayList<>();
        styles.add(new LayerStyle(DEFAULT, layer.title(), layer, null, List.of()));
        for (Theme theme : layer.themes()) {
            styles.add(new LayerStyle(theme.id(), theme.title(), layer, theme.field(), classes(layer, theme, layers)));
        }
        return styles;
    }

    /** A theme that takes the workflow's colours finds them in the status field's codes too. */
    private static List<ColourClass> classes(Layer layer, Theme theme, Layers layers) {
        Field field = layer.field(theme.field()).orElseThrow();
        if (field.codeList() == null) {
            return List.of();
        }
        CodeList codes = layers.codeList(field.codeList());
        return codes.codes().stream()
                .filter(code -> code.color() != null)
                .map(code -> new ColourClass(code.code(), code.title(), Objects.requireNonNull(code.color())))
                .toList();
    }

    /** True if the layer may hold shapes of a kind. */
    boolean draws(Kind kind) {
        return mixed() || kind.types.contains(layer.geometry());
    }

    /** True if the layer may hold shapes of several kinds. */
    boolean mixed() {
        return layer.geometry() == GeometryType.GEOMETRY;
    }

    /** True if areas are filled. */
    boolean filled() {
        return draws(Kind.AREA) && layer.style().fillOpacity() > 0;
    }

    /** The field that chooses the colour, where there are classes. */
    String colourField() {
        return Objects.requireNonNull(field, id);
    }

    /** Dash and gap of an unbroken outline's layer in pixels; empty if it has none. */
    List<Double> dash() {
        return layer.style().dash() == null ? List.of() : layer.style().dash();
    }

    /** Dash and gap of a sketch's outline in pixels. */
    List<Double> sketchDash() {
        return dash().isEmpty() ? SKETCH : dash();
    }

    /** Kinds of shapes, as symbols tell them apart. */
    enum Kind {
        AREA(2, "Polygon", GeometryType.POLYGON, GeometryType.MULTI_POLYGON),
        LINE(1, "LineString", GeometryType.LINE_STRING, GeometryType.MULTI_LINE_STRING),
        POINT(0, "Point", GeometryType.POINT);

        private final int dimension;
        private final String shape;
        private final List<GeometryType> types;

        Kind(int dimension, String shape, GeometryType... types) {
            this.dimension = dimension;
            this.shape = shape;
            this.types = List.of(types);
        }

        /** 2 for areas, 1 for lines, 0 for points. */
        int dimension() {
            return dimension;
        }

        /** Name of a shape of this kind; one of several parts has {@code Multi} before it. */
        String shape() {
            return shape;
        }
    }
}
