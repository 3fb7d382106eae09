package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** Each kind of page, in either language, is HTML as html-validate of the page's tools knows it. */
class OgcMarkupIT {

    private static final Path VALIDATOR = Path.of("web/node_modules/html-validate/bin/html-validate.mjs");

    private static final List<String> PAGES = List.of(
            "/ogc",
            "/ogc/conformance",
            "/ogc/api",
            "/ogc/collections",
            "/ogc/collections/parcel",
            "/ogc/collections/orchard",
            "/ogc/collections/parcel/items",
            "/ogc/collections/parcel/items?limit=3&status=SIGNING",
            "/ogc/collections/parcel/items?name=none",
            "/ogc/collections/parcel/items/PCL-FSX-01",
            "/ogc/collections/parcel/schema",
            "/ogc/collections/parcel/queryables",
            "/ogc/collections/parcel/sortables",
            "/ogc/collections/parcel/tiles",
            "/ogc/collections/parcel/tiles/WebMercatorQuad",
            "/ogc/collections/parcel/styles",
            "/ogc/collections/parcel/styles/status",
            "/ogc/tiles",
            "/ogc/tiles/CGCS2000Quad",
            "/ogc/tileMatrixSets",
            "/ogc/tileMatrixSets/WebMercatorQuad",
            "/ogc/styles",
            "/ogc/styles/default");

    @Test
    void passesTheValidatorOfThePage(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(VALIDATOR).as("run npm --prefix web ci (bin/test does it)").exists();
        try (TubanServer server = TubanServer.start(Backend.GEOPACKAGE)) {
            for (String language : List.of("zh-CN", "en")) {
                for (int k = 0; k < PAGES.size(); k++) {
                    HttpResponse<String> answer =
                            server.get(PAGES.get(k), "Accept", "text/html", "Accept-Language", language);
                    assertThat(answer.statusCode()).as(PAGES.get(k)).isEqualTo(200);
                    String name =
                            "%s-%02d%s.html".formatted(language, k, PAGES.get(k).replaceAll("[^A-Za-z0-9]", "_"));
                    Files.writeString(folder.resolve(name), answer.body());
                }
            }
        }

        Path said = folder.resolve("said.txt");
        Process validator = new ProcessBuilder(
                        "node",
                        VALIDATOR.toString(),
                        "--config",
                        "web/.htmlvalidate.json",
                        folder.resolve("*.html").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int exit = validator.waitFor();

        assertThat(exit).as(Files.readString(said, StandardCharsets.UTF_8)).isZero();
    }
}
