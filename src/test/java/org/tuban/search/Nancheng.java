package org.tuban.search;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.layer.Alias;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.GeometryType;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;
import org.tuban.layer.Style;
import org.tuban.layer.Visibility;

/** Real names of Nancheng in layers like those of the demo data. */
final class Nancheng {

    static final Layer VILLAGE = layer("village", "admin_code", null, "admin_code");
    static final Layer BLOCK = layer("block", "block_no", null, "block_no", "bound_east", "bound_south");
    static final Layer PARCEL = layer("parcel", "parcel_code", "status", "parcel_code", "status");
    static final Layer PARK = layer("park", null, null);
    static final Layer ENTERPRISE = layer("enterprise", null, null, "products");
    static final Layer ZONE = layer("zone", null, null);
    static final Layer ROAD = layer("road", null, null);
    static final Layer WATER = layer("water_project", null, null);

    static final List<Alias> ALIASES = List.of(
            new Alias("土岭", "土屿", true, new Label("原文误作“土岭”", "A misprint"), "src-article-2023"),
            new Alias("山岭山", "土屿山", true, new Label("原文误作“山岭山”", "A misprint"), "src-article-2023"));

    private Nancheng() {}

    static FeatureRef ref(Layer layer, String id) {
        return new FeatureRef(layer.id(), id);
    }

    static SearchEntry entry(Layer layer, String id, String name, Map<String, String> more) {
        Map<String, Object> properties = new LinkedHashMap<>(more);
        properties.put("name", name);
        return SearchEntry.of(
                layer, new Feature(ref(layer, id), 1, 1, null, properties, Instant.EPOCH, Instant.EPOCH, "demo"));
    }

    private static Layer layer(String id, String codeField, String statusField, String... ownTexts) {
        Label title = new Label(id, id);
        List<Field> fields = Stream.concat(
                        Stream.concat(Stream.of("name"), Stream.of(ownTexts)).map(name -> text(name, false)),
                        Stream.of("name_en", "name_in_article", "remark").map(name -> text(name, true)))
                .toList();
        Style style = new Style("#123456", 0.2, 1, null, null, null, true, 10, null);
        return new Layer(
                id,
                1,
                title,
                title,
                GeometryType.GEOMETRY,
                "name",
                codeField,
                "src-article-2023",
                Visibility.PUBLIC,
                statusField == null ? null : "parcel-lifecycle",
                statusField,
                false,
                null,
                fields,
                style,
                List.of());
    }

    private static Field text(String name, boolean common) {
        return new Field(
                name,
                FieldType.TEXT,
                new Label(name, name),
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                Visibility.PUBLIC,
                common);
    }
}
