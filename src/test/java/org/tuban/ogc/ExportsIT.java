package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuban.layer.DataFolder;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** Who takes many restricted features away at once stands in the audit. */
class ExportsIT {

    private static final int FEATURES = Exports.LOOKED_AT + 10;

    private static final String LAYER = """
            {"id": "%1$s", "order": 200, "title": {"zh": "%1$s", "en": "%1$s"},
             "description": {"zh": "测试", "en": "For tests"}, "geometry": "Point", "nameField": "name",
             "source": "src-tuban-schematic", "visibility": "%2$s",
             "fields": [{"name": "name", "type": "text", "title": {"zh": "名称", "en": "Name"}, "required": true}],
             "style": {"color": "#5B2A86", "fillOpacity": 0.9, "width": 1.5, "visible": true, "minZoom": 1},
             "themes": []}
            """;

    private static TubanServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("data");
        DataFolder.copyOf(Path.of("data", "demo"), data);
        for (String layer : new String[] {"open", "closed"}) {
            String id = layer + "_thing";
            String visibility = layer.equals("open") ? "public" : "restricted";
            Files.writeString(data.resolve("layers/" + id + ".json"), LAYER.formatted(id, visibility));
            String features = IntStream.range(0, FEATURES)
                    .mapToObj(ExportsIT::feature)
                    .collect(Collectors.joining("\n", "", "\n"));
            Files.writeString(data.resolve("features/" + id + ".geojsonl"), features);
        }
        server = TubanServer.start(Backend.GEOPACKAGE, "--tuban.data=" + data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String feature(int number) {
        return """
                {"type": "Feature", "id": "T-%d", "geometry": {"type": "Point", "coordinates": [121.2, 28.6]}, \
                "properties": {"name": "T", "geometry_accuracy": "schematic", "source": "src-tuban-schematic"}}""".formatted(number);
    }

    @Test
    void areToldOfManyRestrictedFeaturesOnly() {
        read("open_thing", 1000);
        read("closed_thing", 10);
        assertThat(exports()).isEmpty();

        assertThat(read("closed_thing", 1000)).hasSize(FEATURES);

        assertThat(exports()).hasSize(1);
        JsonNode export = exports().get(0);
        assertThat(export.get("account").asString()).isEqualTo("admin");
        assertThat(export.get("id").asString()).isEqualTo("closed_thing");
        assertThat(export.get("detail").asString()).isEqualTo(FEATURES + " features");
    }

    private static JsonNode read(String layer, int limit) {
        return get("/ogc/collections/%s/items?limit=%d".formatted(layer, limit)).get("features");
    }

    private static JsonNode exports() {
        return get("/api/audit?kind=export").get("entries");
    }

    private static JsonNode get(String path) {
        return TubanServer.json(server.get(path, "Authorization", TubanServer.basic("admin")));
    }
}
