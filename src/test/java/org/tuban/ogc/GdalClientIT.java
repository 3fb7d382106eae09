package org.tuban.ogc;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.SightsOf;
import org.tuban.geo.GeoJson;
import org.tuban.layer.FieldType;
import org.tuban.layer.Layer;
import org.tuban.testing.Backend;
import org.tuban.testing.Program;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as GDAL's driver for OGC API – Features reads it: a client that others have written, on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class GdalClientIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** GeoJSON is written with nine decimals, and GDAL 3.6 writes seven unless told. */
    private static final double DEGREES = 1e-9;

    private static TubanServer server;
    private static Features features;
    private static List<Layer> visible;
    private static String address;

    GdalClientIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
        features = server.bean(Features.class);
        visible = SightsOf.everybody(server);
        address = "OAPIF:" + server.uri("/ogc");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    void listsEveryLayer() {
        assertThat(gdal("ogrinfo", "-ro", "-q", address).lines().map(line -> line.replaceAll("^\\d+: (\\w+).*", "$1")))
                .containsExactlyElementsOf(visible.stream().map(Layer::id).toList());
    }

    @Test
    void findsAllFeaturesWhateverThePageSize() {
        for (Layer layer : visible) {
            long count = features.count(FeatureQuery.all(SeenLayer.whole(layer)));
            for (String pageSize : List.of("3", "1000")) {
                String all = gdal("ogrinfo", "-ro", "-al", "-oo", "PAGE_SIZE=" + pageSize, address, layer.id());

                assertThat(all).contains("Feature Count: " + count);
                assertThat(all.lines().filter(line -> line.startsWith("OGRFeature(")))
                        .as("%s by %s", layer.id(), pageSize)
                        .hasSize((int) count);
            }
        }
    }

    @Test
    void cutsOutABox() {
        Envelope box = new Envelope(121.262, 121.27, 28.618, 28.622);
        for (Layer layer : visible) {
            List<String> inside = features
                    .list(FeatureQuery.all(SeenLayer.whole(layer)).within(box))
                    .stream()
                    .map(feature -> feature.ref().id())
                    .toList();

            assertThat(download(layer, "-spat", "121.262", "28.618", "121.27", "28.622")
                            .keySet())
                    .as(layer.id())
                    .containsExactlyInAnyOrderElementsOf(inside);
        }
    }

    @Test
    void takesWhatHasAnAttribute() {
        Layer parcel = layer("parcel");

        assertThat(download(parcel, "-where", "status = 'SIGNING'").keySet())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        features.list(FeatureQuery.all(SeenLayer.whole(parcel)).where("status", "SIGNING")).stream()
                                .map(feature -> feature.ref().id())
                                .toList());
        assertThat(download(parcel, "-where", "area_stated_m2 > 8000 AND status = 'SIGNING'")
                        .keySet())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        features.list(FeatureQuery.all(SeenLayer.whole(parcel)).where("status", "SIGNING")).stream()
                                .filter(feature -> number(feature, "area_stated_m2") > 8000)
                                .map(feature -> feature.ref().id())
                                .toList());
    }

    @Test
    void downloadsToAGeoPackageThatEqualsTheStore(@TempDir Path folder) {
        Path file = folder.resolve("nancheng.gpkg");
        // A GeoPackage has no lists; GDAL writes them as text.
        List<String> command = new ArrayList<>(List.of("ogr2ogr", "-f", "GPKG", "-mapFieldType", "StringList=String"));
        command.addAll(List.of(file.toString(), address));
        visible.forEach(layer -> command.add(layer.id()));
        gdal(command.toArray(String[]::new));

        for (Layer layer : visible) {
            Map<String, JsonNode> copied = byId(gdal(
                    "ogr2ogr",
                    "-f",
                    "GeoJSON",
                    "-lco",
                    "COORDINATE_PRECISION=12",
                    "/vsistdout/",
                    file.toString(),
                    layer.id()));
            List<Feature> stored = features.list(FeatureQuery.all(SeenLayer.whole(layer)));

            assertThat(copied).hasSize(stored.size());
            stored.forEach(feature ->
                    expectSame(layer, feature, copied.get(feature.ref().id())));
        }
    }

    private static void expectSame(Layer layer, Feature stored, JsonNode copy) {
        assertThat(copy).as(stored.ref().toString()).isNotNull();
        Geometry shape = stored.geometry();
        if (shape == null) {
            assertThat(copy.get("geometry").isNull()).isTrue();
        } else {
            Geometry copied = GeoJson.read(copy.get("geometry"), "", Integer.MAX_VALUE);
            assertThat(copied.norm().equalsExact(shape.norm(), DEGREES))
                    .as(stored.ref().toString())
                    .isTrue();
        }
        layer.fields().forEach(field -> {
            Object value = stored.properties().get(field.name());
            JsonNode copied = copy.get("properties").get(field.name());
            if (value == null) {
                assertThat(copied == null || copied.isNull())
                        .as("%s %s", stored.ref(), field.name())
                        .isTrue();
            } else {
                assertThat(text(field.type(), copied))
                        .as("%s %s", stored.ref(), field.name())
                        .isEqualTo(text(field.type(), JSON.valueToTree(value)));
            }
        });
    }

    /**
     * Value as text, so that 7668 and 7668.0, or a day with slashes, are the same. GDAL 3.6 takes a field that has no
     * value on the first page for text.
     */
    private static @Nullable String text(FieldType type, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        return switch (type) {
            case INTEGER, NUMBER -> Double.toString(Double.parseDouble(value.asString()));
            case DATE -> value.stringValue().replace('/', '-');
            case TEXT_LIST -> value.isArray() ? listed(value) : value.stringValue();
            default -> value.asString();
        };
    }

    /** A list as GDAL writes it as text: {@code (2:one,two)}. */
    private static String listed(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).collect(joining(",", "(" + array.size() + ":", ")"));
    }

    private static Map<String, JsonNode> download(Layer layer, String... options) {
        List<String> command = new ArrayList<>(List.of("ogr2ogr", "-f", "GeoJSON"));
        command.addAll(List.of(options));
        command.addAll(List.of("/vsistdout/", address, layer.id()));
        return byId(gdal(command.toArray(String[]::new)));
    }

    private static Map<String, JsonNode> byId(String geoJson) {
        Map<String, JsonNode> features = new TreeMap<>();
        for (JsonNode feature : JSON.readTree(geoJson).get("features")) {
            JsonNode id = feature.has("id") && feature.get("id").isString()
                    ? feature.get("id")
                    : feature.get("properties").get("id");
            features.put(id.stringValue(), feature);
        }
        return features;
    }

    private static double number(Feature feature, String field) {
        return feature.properties().get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static Layer layer(String id) {
        return visible.stream()
                .filter(layer -> layer.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String gdal(String... command) {
        return Program.output("gdal-bin", command);
    }
}
