package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.tuban.access.Caller;
import org.tuban.feature.Edit;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.feature.SightsOf;
import org.tuban.geo.GeoJson;
import org.tuban.layer.DataFolder;
import org.tuban.layer.Layer;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** What people, browsers and GDAL meet: pages, languages, headers, hidden layers, hostile text. */
class OgcSurfaceIT {

    private static final String PARCELS = "/ogc/collections/parcel/items";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'</td><script>alert(2)</script>";

    /** Layer that only signed-in accounts may see in this installation. */
    private static final String HIDDEN = "enterprise";

    private static TubanServer server;
    private static Features features;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("data");
        DataFolder.copyOf(Path.of("data", "demo"), data)
                .replace("layers/" + HIDDEN + ".json", "\"visibility\": \"public\"", "\"visibility\": \"internal\"");

        server = TubanServer.start(Backend.GEOPACKAGE, "--tuban.data=" + data);
        features = server.bean(Features.class);
        features.create(
                new FeatureRef("workshop", "HOSTILE"),
                new Edit(
                        Operation.CREATE,
                        Map.of(
                                "name",
                                HOSTILE,
                                "remark",
                                HOSTILE,
                                "geometry_accuracy",
                                "none",
                                "source",
                                "src-article-2023"),
                        new Edit.Shape(null),
                        null,
                        null,
                        Map.of()),
                Caller.system("test"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 图斑", "'en,zh;q=0.5', Parcel", "fr, 图斑"})
    void speaksTheClientsLanguage(String acceptLanguage, String title) {
        HttpResponse<String> answer = server.get("/ogc/collections/parcel", "Accept-Language", acceptLanguage);

        assertThat(TubanServer.json(answer).get("title").stringValue()).isEqualTo(title);
        assertThat(answer.headers().allValues("Vary").toString().toLowerCase(Locale.ROOT))
                .contains("accept-language");
    }

    @Test
    @DisplayName("/req/html/content")
    void hasAPageOfEveryResource() {
        String feature = "/ogc/collections/block/items/BLK-FSX-3";
        List<String> paths =
                new ArrayList<>(List.of("/ogc", "/ogc/conformance", "/ogc/collections", "/ogc/api", PARCELS, feature));
        for (Layer layer : SightsOf.everybody(server)) {
            paths.add("/ogc/collections/" + layer.id());
            paths.add("/ogc/collections/" + layer.id() + "/items");
        }
        for (String path : paths) {
            for (String language : List.of("zh-CN", "en")) {
                HttpResponse<String> answer = server.get(path, "Accept", "text/html", "Accept-Language", language);

                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
                assertThat(answer.headers().firstValue("Content-Language")).contains(language);
                assertThat(answer.body())
                        .contains("<html lang=\"" + language + "\">", "/css/ogc.css", "</html>")
                        .doesNotContain("{{", "<script>");
            }
        }
    }

    @Test
    @DisplayName("/req/core/http: HEAD")
    void answersHeadLikeGetWithoutTheBody() {
        for (String path : List.of("/ogc", "/ogc/collections", PARCELS, PARCELS + "/PCL-FSX-01")) {
            HttpResponse<String> head = server.send(HttpRequest.newBuilder(server.uri(path))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build());
            HttpResponse<String> get = server.get(path);

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("Content-Type"))
                    .isEqualTo(get.headers().firstValue("Content-Type"));
            assertThat(head.headers().allValues("Link")).isEqualTo(get.headers().allValues("Link"));
            assertThat(head.headers().firstValue("ETag"))
                    .isEqualTo(get.headers().firstValue("ETag"));
        }
    }

    @Test
    void compressesForThoseWhoCanUnpack() {
        HttpResponse<String> answer = server.get(PARCELS, "Accept-Encoding", "gzip");

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    }

    @Test
    void buildsNoLinkFromAHostThatIsNone() {
        JsonNode page = TubanServer.json(
                server.get("/ogc", "Forwarded", "host=evil.example", "X-Forwarded-Host", "evil.example"));

        assertThat(page.toString()).doesNotContain("evil");
    }

    @Test
    void refusesATypeThatItCannotMake() {
        HttpResponse<String> answer = server.get(PARCELS, "Accept", "application/gml+xml");

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(TubanServer.json(answer).get("allowed").toString()).contains("application/geo+json", "text/html");
    }

    @Test
    void showsMarkupInNamesAsText() {
        for (String path : List.of("/ogc/collections/workshop/items", "/ogc/collections/workshop/items/HOSTILE")) {
            HttpResponse<String> page = server.get(path + "?f=html");

            assertThat(page.body())
                    .doesNotContain("<img", "<script>")
                    .contains("&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .doesNotContain("unsafe")
                    .contains("script-src 'self'");
        }
        assertThat(TubanServer.json(server.get("/ogc/collections/workshop/items/HOSTILE"))
                        .at("/properties/name")
                        .stringValue())
                .isEqualTo(HOSTILE);
    }

    @Test
    @DisplayName("/rec/core/fc-filters: a quote in a value is a quote")
    void takesAValueForNothingButAValue() {
        for (String hostile :
                List.of("%27%20OR%20%271%27=%271", "%25", "_", "x%27;--", "$%7Bjndi:ldap://127.0.0.1%7D")) {
            JsonNode page = TubanServer.json(server.get(PARCELS + "?name=" + hostile));

            assertThat(page.get("numberMatched").intValue()).as(hostile).isZero();
        }
    }

    @Test
    void streamsAnAnswerThatIsTooLongToBeMadeBefore() {
        Coordinate[] way = IntStream.range(0, GeoJson.MAX_POSITIONS)
                .mapToObj(i -> new Coordinate(121.25 + i * 1.23456e-6, 28.6 + i % 7 * 1.23456e-6))
                .toArray(Coordinate[]::new);
        for (int i = 0; i < 40; i++) {
            features.create(
                    new FeatureRef("road", "LONG-" + i),
                    new Edit(
                            Operation.CREATE,
                            Map.of("name", "long", "geometry_accuracy", "digitised", "source", "src-article-2023"),
                            new Edit.Shape(new GeometryFactory().createLineString(way)),
                            null,
                            null,
                            Map.of()),
                    Caller.system("test"));
        }

        HttpResponse<String> answer = server.get("/ogc/collections/road/items?name=long&limit=39");

        assertThat(answer.body().length()).isGreaterThan(8 << 20);
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
        JsonNode page = TubanServer.json(answer);
        assertThat(page.get("numberMatched").intValue()).isEqualTo(40);
        assertThat(page.get("features").size()).isEqualTo(39);
        assertThat(page.get("links").toString()).contains("\"next\"");
    }

    @Test
    void saysOfASketchThatItIsOne() {
        for (String path : List.of("/ogc/collections/block/items", "/ogc/collections/block/items/BLK-FSX-3")) {
            assertThat(TubanServer.json(server.get(path)).at("/notice/zh").stringValue())
                    .contains("示意图");
            assertThat(server.get(path + "?f=html").body()).contains("示意图，不作为规划或确权依据");
        }
        assertThat(server.get("/ogc/collections/workshop/items/HOSTILE").body()).doesNotContain("示意图");
    }

    @Test
    void servesTheStyleSheetOfItsPages() {
        assertThat(server.get("/css/ogc.css").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ogc/collections/enterprise",
                "/ogc/collections/enterprise/items",
                "/ogc/collections/enterprise/items/ANY"
            })
    void hidesALayerFromThePublicAsIfItWereNotThere(String path) {
        assertThat(server.get(path).statusCode()).isEqualTo(404);
        assertThat(server.get(path).body()).doesNotContain("企业");
    }

    @Test
    void namesAHiddenLayerOnlyToThoseWhoMaySeeIt() {
        for (String path : List.of("/ogc/collections", "/ogc/api", "/ogc?f=html", "/ogc/collections?f=html")) {
            assertThat(server.get(path).body()).as(path).doesNotContain("collections/" + HIDDEN);
            assertThat(server.get(path, "Authorization", TubanServer.basic("viewer"))
                            .body())
                    .as(path)
                    .contains("collections/" + HIDDEN);
        }
    }
}
