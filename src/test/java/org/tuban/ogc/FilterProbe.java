package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.layer.Layers;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a service for items and works out, feature by feature, what must come. */
final class FilterProbe implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final TubanServer server;
    private final Features features;
    private final Layers layers;

    FilterProbe(Backend backend) {
        server = TubanServer.start(backend);
        features = server.bean(Features.class);
        layers = server.bean(Layers.class);
    }

    @Override
    public void close() {
        server.close();
    }

    /** Expects that a filter takes exactly those features, and at least one. */
    void expect(String layer, String filter, Predicate<Feature> wanted) {
        List<String> expected = expected(layer, wanted);
        assertThat(expected).as("%s separates features of %s", filter, layer).isNotEmpty();
        assertThat(ids(layer, "limit=1000&filter=" + encoded(filter)))
                .as(filter)
                .isEqualTo(expected);
    }

    void expectRefusal(String query, String parameter) {
        HttpResponse<String> answer = server.get("/ogc/collections/parcel/items?" + query);
        assertThat(answer.statusCode()).as(query).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("parameter").stringValue()).as(query).isEqualTo(parameter);
        assertThat(problem.get("allowed").stringValue()).isNotBlank();
    }

    List<String> expected(String layer, Predicate<Feature> wanted) {
        return all(layer).stream()
                .filter(wanted)
                .map(feature -> feature.ref().id())
                .toList();
    }

    List<Feature> all(String layer) {
        return features.list(FeatureQuery.all(SeenLayer.whole(layers.find(layer).orElseThrow())));
    }

    List<String> ids(String layer, String query) {
        List<String> ids = new ArrayList<>();
        items(layer, query)
                .get("features")
                .forEach(item -> ids.add(item.get("id").stringValue()));
        return ids;
    }

    JsonNode items(String layer, String query) {
        HttpResponse<String> answer = server.get("/ogc/collections/%s/items?%s".formatted(layer, query));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A document of the service. */
    JsonNode document(String path) {
        return JSON.readTree(server.get(path).body());
    }

    static boolean is(Feature feature, String field, String value) {
        return value.equals(feature.properties().get(field));
    }

    static double number(Feature feature, String field) {
        return feature.properties().get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    static Predicate<Feature> meets(Envelope box) {
        return shape(shape -> shape.intersects(GEOMETRIES.toGeometry(box)));
    }

    static Predicate<Feature> shape(Predicate<Geometry> wanted) {
        return feature -> feature.geometry() != null && wanted.test(feature.geometry());
    }
}
