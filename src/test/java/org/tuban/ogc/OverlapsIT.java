package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** Which features lie on the same ground, on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class OverlapsIT {

    private static final String PARKS = "/api/layers/park/overlaps";

    private static TubanServer server;
    private static Editor planner;

    OverlapsIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
        planner = new Editor(server, "planner");
        make("A", "digitised", 0, 0, 100);
        make("B", "digitised", 90, 0, 100);
        make("C", "digitised", 0, 100, 90);
        make("ROUGH", "schematic", 50, 50, 100);
        make("FAR", "surveyed", 1_000, 1_000, 50);
        await().until(() -> server.get(PARKS).statusCode() == 200);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    /** A square park, its corner so many metres north-east of a place. */
    private static void make(String id, String accuracy, int east, int north, int side) {
        String outline = "{\"type\":\"Polygon\",\"coordinates\":[[%s,%s,%s,%s,%s]]}"
                .formatted(
                        place(east, north),
                        place(east + side, north),
                        place(east + side, north + side),
                        place(east, north + side),
                        place(east, north));
        String park = Editor.park(id, "Park " + id, outline).replace("schematic", accuracy);
        HttpResponse<String> made = planner.post("/ogc/collections/park/items", park);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    /** By the lengths of a degree at 28.6° north. */
    private static String place(int east, int north) {
        return "[%.8f,%.8f]".formatted(121.25 + east / 97_805.0, 28.6 + north / 110_826.0);
    }

    private static JsonNode found(String query) {
        HttpResponse<String> answer = server.get(PARKS + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TubanServer.json(answer);
    }

    private static List<String> pairs(JsonNode answer) {
        List<String> pairs = new ArrayList<>();
        for (JsonNode overlap : answer.get("overlaps")) {
            List<String> ids = new ArrayList<>(List.of(
                    overlap.at("/feature/id").stringValue(),
                    overlap.at("/other/id").stringValue()));
            ids.sort(null);
            pairs.add(String.join("-", ids));
        }
        return pairs;
    }

    @Test
    void tellsEachPairOnceWithTheGroundThatItShares() {
        JsonNode answer = found("");

        assertThat(pairs(answer)).containsExactly("A-B");
        assertThat(answer.at("/overlaps/0/areaM2").doubleValue()).isCloseTo(1_000, within(2.0));
        assertThat(answer.at("/overlaps/0/feature/name").stringValue()).startsWith("Park ");
        assertThat(answer.at("/overlaps/0/place/0").doubleValue()).isCloseTo(121.25 + 95 / 97_805.0, within(1e-5));
        assertThat(answer.get("more").booleanValue()).isFalse();
    }

    @Test
    void measuresNothingThatIsOnlySketched() {
        JsonNode answer = found("");

        assertThat(answer.get("measured").intValue()).isEqualTo(4);
        // Those of the demo are sketched too.
        assertThat(answer.get("unmeasured").intValue()).isEqualTo(3);
    }

    @Test
    void findsTheOthersOutsideOfTheBoxToo() {
        // The box has B alone; A lies beside it.
        JsonNode answer = found("?filter=name%3D'Park%20B'");

        assertThat(answer.get("measured").intValue()).isEqualTo(1);
        assertThat(pairs(answer)).containsExactly("A-B");
        assertThat(pairs(found("?bbox=121.259,28.608,121.27,28.62"))).isEmpty();
    }

    @Test
    void looksOnAnotherLayer() {
        HttpResponse<String> made = planner.post(
                "/ogc/collections/parcel/items",
                Editor.park("P-OVER", "Parcel", Editor.SQUARE)
                        .replace("\"kind\":\"culture\",", "")
                        .replace("schematic", "digitised"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);

        await().untilAsserted(() ->
                assertThat(pairs(found("?with=parcel"))).containsExactlyInAnyOrder("A-P-OVER", "B-P-OVER", "C-P-OVER"));
    }

    @Test
    void showsAnEditAtOnce() {
        make("NEW", "digitised", 1_010, 1_010, 10);
        try {
            assertThat(pairs(found(""))).contains("FAR-NEW");
        } finally {
            planner.delete("/ogc/collections/park/items/NEW", "If-Match", "\"1\"");
        }
        assertThat(pairs(found(""))).doesNotContain("FAR-NEW");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/layers/nowhere/overlaps, 404",
        "/api/layers/park/overlaps?with=nowhere, 400",
        "/api/layers/park/overlaps?bbox=1, 400",
        "/api/layers/park/overlaps?limit=0, 400",
        "/api/layers/park/overlaps?datetime=2020-01-01, 400"
    })
    void refusesWhatItDoesNotUnderstand(String path, int status) {
        assertThat(server.get(path).statusCode()).isEqualTo(status);
    }
}
