package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuban.layer.DataFolder;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** Tiles given at the door are those that the long way gives, and nothing else is given there. */
class TileDoorIT {

    private static final String TILES = "/ogc/collections/%s/tiles/WebMercatorQuad/";
    private static final String PLACE = "14/6831/13710";

    /** Layer that only signed-in accounts may see in this installation. */
    private static final String HIDDEN = "enterprise";

    private static TubanServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("data");
        DataFolder.copyOf(Path.of("data", "demo"), data)
                .replace("layers/" + HIDDEN + ".json", "\"visibility\": \"public\"", "\"visibility\": \"internal\"");
        server = TubanServer.start(Backend.GEOPACKAGE, "--tuban.data=" + data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A parameter sends a request the long way; apart from that both are answered alike. */
    @ParameterizedTest
    @CsvSource({"Accept,*/*", "Accept-Encoding,gzip", "If-None-Match,*", "Origin,https://other.example"})
    void answersAsTheLongWayDoes(String header, String value) {
        HttpResponse<String> door = get("parcel", PLACE, header, value);
        HttpResponse<String> longWay = get("parcel", PLACE + "?f=mvt", header, value);

        assertThat(door.statusCode()).isEqualTo(longWay.statusCode());
        assertThat(door.body()).isEqualTo(longWay.body());
        assertThat(headers(door)).isEqualTo(headers(longWay));
    }

    @ParameterizedTest
    @CsvSource({
        "parcel,14/6831/99999,404",
        "parcel,19/0/0,404",
        "parcel,14/0/0,404",
        "parcel,14/06831/13710,400",
        "parcel,14/6831/-1,400",
        "parcel,999999999999/0/0,400",
        "nothing,14/6831/13710,404"
    })
    void leavesRefusalsToTheLongWay(String layer, String place, int status) {
        HttpResponse<String> answer = get(layer, place);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void keepsTheFormThatIsAskedFor() {
        assertThat(get("parcel", PLACE, "Accept", "application/json").statusCode())
                .isEqualTo(406);
        assertThat(get("parcel", PLACE, "Accept", "application/vnd.mapbox-vector-tile, */*;q=0.1")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void showsALayerForAccountsToAccountsAlone() {
        assertThat(get(HIDDEN, PLACE).statusCode()).isEqualTo(404);

        HttpResponse<String> answer =
                get(HIDDEN, PLACE, "Authorization", TubanServer.basic("viewer"), "Accept-Encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache, private");
        assertThat(get("parcel", PLACE, "Authorization", "Basic d3Jvbmc6d3Jvbmc=")
                        .statusCode())
                .isEqualTo(401);
    }

    private static HttpResponse<String> get(String layer, String place, String... headers) {
        return server.get(TILES.formatted(layer) + place, headers);
    }

    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        headers.remove("x-request-id");
        return headers;
    }
}
