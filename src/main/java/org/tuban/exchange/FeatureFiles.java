package org.tuban.exchange;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.feature.Edit;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.FieldValue;
import org.tuban.feature.Operation;
import org.tuban.geo.GeoJson;
import org.tuban.geo.InvalidGeometryException;
import org.tuban.layer.DataFiles;
import org.tuban.layer.DataFiles.Line;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.PartialDate;
import tools.jackson.databind.JsonNode;

/** Feature files, one GeoJSON feature a line, written through the one way in. */
@Component
class FeatureFiles {

    private final ZoneId zone;
    private final DataFiles files;
    private final Layers layers;
    private final Features features;

    FeatureFiles(@Value("${tuban.zone:Asia/Shanghai}") ZoneId zone, DataFiles files, Layers layers, Features features) {
        this.zone = zone;
        this.files = files;
        this.layers = layers;
        this.features = features;
    }

    /**
     * A line of a feature file.
     *
     * @param type always {@code Feature}
     * @param id id of the feature
     * @param geometry GeoJSON geometry, EPSG:4490 longitude and latitude, or null
     * @param properties values by field name
     * @param validFrom since when it was so, {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}; else its as_of
     */
    record FeatureLine(
            String type,
            String id,
            @Nullable JsonNode geometry,
            Map<String, Object> properties,
            @Nullable String validFrom) {}

    /** Creates the features of every layer's file; gives their number. */
    int load(Caller by) {
        int count = 0;
        for (Layer layer : layers.list()) {
            for (Line<FeatureLine> line : files.readLines("features/" + layer.id() + ".geojsonl", FeatureLine.class)) {
                Refusals.withPlace(line, () -> create(layer, line, by));
                count++;
            }
        }
        return count;
    }

    private void create(Layer layer, Line<FeatureLine> line, Caller by) {
        FeatureLine feature = line.value();
        if (!"Feature".equals(feature.type()) || feature.id() == null || feature.properties() == null) {
            throw line.refuse("allowed is a GeoJSON Feature with id and properties");
        }
        Map<String, @Nullable Object> values = values(layer, line);
        String since = feature.validFrom() != null ? feature.validFrom() : (String) values.get("as_of");
        if (since != null && !PartialDate.isValid(since)) {
            throw line.refuse("validFrom \"%s\": allowed is %s".formatted(since, PartialDate.ALLOWED));
        }
        LocalDate first = since == null ? null : PartialDate.firstDay(since);
        Edit edit = new Edit(
                Operation.CREATE,
                values,
                new Edit.Shape(shape(line)),
                first == null ? null : first.atStartOfDay(zone).toInstant(),
                null,
                Map.of());
        features.create(new FeatureRef(layer.id(), feature.id()), edit, by);
    }

    private static Map<String, @Nullable Object> values(Layer layer, Line<FeatureLine> line) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        line.value().properties().forEach((name, raw) -> {
            Field field = layer.field(name)
                    .orElseThrow(() -> line.refuse("layer %s has no field \"%s\"".formatted(layer.id(), name)));
            try {
                values.put(name, FieldValue.of(field, raw));
            } catch (IllegalArgumentException refused) {
                throw line.refuse("%s \"%s\": %s".formatted(name, raw, refused.getMessage()));
            }
        });
        return values;
    }

    private static @Nullable Geometry shape(Line<FeatureLine> line) {
        JsonNode geometry = line.value().geometry();
        try {
            return geometry == null || geometry.isNull() ? null : GeoJson.read(geometry);
        } catch (InvalidGeometryException refused) {
            throw line.refuse("geometry " + refused.getMessage());
        }
    }
}
