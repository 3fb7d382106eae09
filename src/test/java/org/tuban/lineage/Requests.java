package org.tuban.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** Bodies of requests for operations, and their answers. */
final class Requests {

    private Requests() {}

    static String parent(Feature feature) {
        return "{\"id\": \"%s\", \"version\": %d}".formatted(feature.ref().id(), feature.version());
    }

    static String splitAt(Feature parcel, double longitude) {
        return """
                {"kind": "split", "layer": "parcel", "parents": [%s], "reason": "分割出让",
                 "line": {"type": "LineString", "coordinates": [[%s, 28.5], [%s, 28.7]]}}""".formatted(parent(parcel), longitude, longitude);
    }

    static String stated(Feature sketch, int west, int east) {
        return splitAt(sketch, 121.0304).replace("\"reason\"", """
                "children": [{"values": {"area_stated_m2": %d}}, {"values": {"area_stated_m2": %d}}], "reason\"""".formatted(west, east));
    }

    static String merge(String... parents) {
        return "{\"kind\": \"merge\", \"layer\": \"parcel\", \"parents\": [%s], \"reason\": \"合并\"}"
                .formatted(String.join(", ", parents));
    }

    /** The boundary at 121.021° E moved to another longitude. */
    static String adjustment(Feature west, Feature east, double longitude) {
        return """
                {"kind": "adjust", "layer": "parcel", "parents": [%s, %s], "reason": "边界调整", "children": [
                  {"id": "%s", "geometry": {"type": "Polygon", "coordinates":
                    [[[121.02, 28.6], [%5$s, 28.6], [%5$s, 28.601], [121.02, 28.601], [121.02, 28.6]]]}},
                  {"id": "%s", "geometry": {"type": "Polygon", "coordinates":
                    [[[%5$s, 28.6], [121.022, 28.6], [121.022, 28.601], [%5$s, 28.601], [%5$s, 28.6]]]}}]}""".formatted(
                        parent(west), parent(east), west.ref().id(), east.ref().id(), longitude);
    }

    static JsonNode ok(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TubanServer.json(answer);
    }

    static JsonNode problem(HttpResponse<String> answer, int status, String slug) {
        JsonNode problem = ok(status, answer);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + slug);
        return problem;
    }

    static FeatureRef child(JsonNode report, int number) {
        return new FeatureRef("parcel", report.at("/children/" + number + "/id").asString());
    }
}
