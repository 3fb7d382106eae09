package org.tuban.ogc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.layer.PerLayer;
import org.tuban.ogc.LayerProperty.Kind;

/**
 * Says which properties the features of a layer have; the one place that schemas, queryables, sortables and conditions
 * take them from.
 */
@Component
final class LayerProperties {

    /** Name of the property with a feature's id. */
    static final String ID = "id";

    /** Name of the property with a feature's shape. */
    static final String GEOMETRY = "geom";

    /** Name of the property with a feature's version. */
    static final String VERSION = "version";

    /** Name of the property that says since when a feature is so. */
    static final String VALID_FROM = "valid_from";

    /** Name of the property that says when a feature was written down. */
    static final String RECORDED_AT = "recorded_at";

    private final Texts texts;
    private final PerLayer<List<LayerProperty>> known = new PerLayer<>(layer -> List.copyOf(make(layer)));

    LayerProperties(Texts texts) {
        this.texts = texts;
    }

    /** All properties of a layer as it is seen, in the order people expect: id, shape, fields, record. */
    List<LayerProperty> of(Layer layer) {
        return known.of(layer);
    }

    private List<LayerProperty> make(Layer layer) {
        List<LayerProperty> properties = new ArrayList<>();
        properties.add(common(ID, Kind.ID, "id", "id", false));
        properties.add(common(GEOMETRY, Kind.GEOMETRY, "itemShape", "primary-geometry", false));
        layer.fields().forEach(field -> properties.add(of(layer, field)));
        properties.add(common(VERSION, Kind.VERSION, "itemVersion", null, true));
        // A feature is so from valid_from until further notice: an interval that has only a start. Writes may say it.
        properties.add(common(VALID_FROM, Kind.INSTANT, "itemValidFrom", "primary-interval-start", false));
        properties.add(common(RECORDED_AT, Kind.INSTANT, "itemRecordedAt", null, true));
        return properties;
    }

    private static LayerProperty of(Layer layer, Field field) {
        // The workflow moves the state; nobody writes it.
        boolean state = field.name().equals(layer.statusField());
        return new LayerProperty(field.name(), Kind.FIELD, field.title(), field.description(), field, null, state);
    }

    private LayerProperty common(String name, Kind kind, String title, @Nullable String role, boolean readOnly) {
        return new LayerProperty(name, kind, texts.label(title), null, null, role, readOnly);
    }
}
