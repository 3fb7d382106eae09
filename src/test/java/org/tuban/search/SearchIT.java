package org.tuban.search;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.access.Caller;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.feature.Sight;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** Search over HTTP in the demo data. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchIT {

    private static final Caller WRITER = Caller.system("test");

    private final TubanServer server = TubanServer.start(Backend.GEOPACKAGE);

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"方山下", "fangshanxia", "fang shan xia", "fsx"})
    void findsTheVillageAndTheBlock(String typed) {
        JsonNode answer = found(typed);

        assertThat(answer.get("query").asString()).isEqualTo(typed);
        assertThat(answer.get("correction").isNull()).isTrue();
        assertThat(ids(answer)).contains("VIL-207", "BLK-FSX-3");
    }

    @Test
    void findsZoneParkAndWaterProjectByTheMisprintAndSaysSo() {
        JsonNode answer = found("土岭");

        assertThat(answer.at("/correction/from").asString()).isEqualTo("土岭");
        assertThat(answer.at("/correction/to").asString()).isEqualTo("土屿");
        assertThat(answer.at("/correction/reason/zh").asString()).isNotBlank();
        assertThat(answer.at("/correction/reason/en").asString()).isNotBlank();
        assertThat(answer.at("/correction/source").asString()).isEqualTo("src-article-2023");
        assertThat(ids(answer)).contains("ZON-TY", "PRK-TY", "WAT-TY-S");
        assertThat(answer.at("/results/0/matched/field").asString()).isEqualTo("name_in_article");
        assertThat(answer.at("/results/0/matched/text").asString()).contains("土岭");
    }

    @ParameterizedTest
    @CsvSource({
        "山岭山, PRK-TY",
        "shanqian, VIL-217",
        "sq, VIL-217",
        "派克, ENT-PK",
        "paike, ENT-PK",
        "331003999999GB00002, PCL-FSX-02",
        "331003002207, VIL-207",
        "九澄大道, RD-JC",
        "neihuanlu, RD-NH",
        "小橘灯, WSP-XJD"
    })
    void putsWhatIsMeantFirst(String typed, String id) {
        assertThat(ids(found(typed))).startsWith(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"内环路", "九澄大道", "印山路", "内环路 印山路 九澄大道"})
    void findsTheBlockByItsRoads(String typed) {
        assertThat(ids(found(typed))).contains("BLK-FSX-3");
    }

    @Test
    void tellsWhatAResultIsCalledWhereItIsAndHowItStands() {
        JsonNode parcel = found("331003999999GB00002").at("/results/0");

        Feature stored = server.bean(Features.class).get(new FeatureRef("parcel", "PCL-FSX-02"), Sight.EVERYTHING);
        assertThat(parcel.at("/layer").asString()).isEqualTo("parcel");
        assertThat(parcel.at("/name/zh").asString()).isEqualTo(stored.text("name"));
        assertThat(parcel.at("/name/en").asString()).isEqualTo(stored.text("name_en"));
        assertThat(parcel.at("/code").asString()).isEqualTo("331003999999GB00002");
        assertThat(parcel.at("/matched/field").asString()).isEqualTo("parcel_code");
        assertThat(parcel.at("/state").asString()).isEqualTo(stored.text("status"));
        assertThat(parcel.at("/bbox/0").asDouble())
                .isEqualTo(stored.geometry().getEnvelopeInternal().getMinX());
        assertThat(parcel.at("/bbox").size()).isEqualTo(4);
    }

    @Test
    void givesTheBestOfManyAndSaysHowManyThereAre() {
        JsonNode answer = TubanServer.json(server.get("/api/search?q=" + escaped("示例") + "&limit=3"));

        assertThat(answer.get("results").size()).isEqualTo(3);
        assertThat(answer.get("total").asInt()).isGreaterThan(10);
        assertThat(found("示例").get("results").size()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"没有这个地方", "xyzzy", "%", "' OR 1=1 --", "💡", "\\", "<script>"})
    void findsNothingWhereThereIsNothing(String typed) {
        JsonNode answer = found(typed);

        assertThat(answer.get("total").asInt()).isZero();
        assertThat(answer.get("results").isEmpty()).isTrue();
        assertThat(answer.get("correction").isNull()).isTrue();
    }

    @Test
    void findsWhatIsAtAPlace() {
        Feature parcel = server.bean(Features.class).get(new FeatureRef("parcel", "PCL-FSX-02"), Sight.EVERYTHING);
        var inside = parcel.geometry().getInteriorPoint().getCoordinate();

        JsonNode answer = found(inside.x + "," + inside.y);

        assertThat(ids(answer)).contains("PCL-FSX-02");
        assertThat(answer.at("/results/0/matched/field").asString()).isEqualTo("geometry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/search", "/api/search?q=", "/api/search?q=%20%E3%80%80"})
    void refusesAnEmptyQuestion(String path) {
        assertRefused(server.get(path), "q", "1 to 100 characters");
    }

    @Test
    void countsCharactersOfAQuestionAsPeopleDo() {
        assertThat(server.get("/api/search?q=" + escaped("𠮷".repeat(100))).statusCode())
                .isEqualTo(200);
        assertRefused(server.get("/api/search?q=" + escaped("土".repeat(101))), "q", "1 to 100 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1.5"})
    void refusesALimitThatIsNoNumberOfResults(String limit) {
        assertRefused(server.get("/api/search?q=x&limit=" + limit), "limit", "1 to 50");
    }

    @Test
    void followsWhatIsWritten() {
        Features features = server.bean(Features.class);
        FeatureRef ref = new FeatureRef("workshop", "WSP-TEST");
        Map<String, @Nullable Object> values =
                Map.of("name", "荷塘月色共富工坊", "geometry_accuracy", "none", "source", "src-article-2023");
        features.create(ref, new Edit(Operation.CREATE, values, null, null, null, Map.of()), WRITER);
        await().atMost(10, SECONDS).until(() -> ids(found("hetangyuese")).contains("WSP-TEST"));

        features.write(ref, 1, Edit.update(Map.of("name", "采菊东篱共富工坊"), "renamed"), WRITER);

        await().atMost(10, SECONDS).until(() -> ids(found("采菊东篱")).contains("WSP-TEST"));
        assertThat(ids(found("荷塘月色"))).isEmpty();
    }

    private static void assertRefused(HttpResponse<String> answer, String parameter, String allowed) {
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode problem = TubanServer.json(answer);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/invalid-parameter");
        assertThat(problem.get("parameter").asString()).isEqualTo(parameter);
        assertThat(problem.get("allowed").asString()).contains(allowed);
    }

    private JsonNode found(String typed) {
        HttpResponse<String> answer = server.get("/api/search?q=" + escaped(typed));
        assertThat(answer.statusCode()).isEqualTo(200);
        return TubanServer.json(answer);
    }

    private static List<String> ids(JsonNode answer) {
        return answer.get("results")
                .valueStream()
                .map(result -> result.get("id").asString())
                .toList();
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
