package org.tuban.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.tuban.access.Caller;
import org.tuban.feature.Edit;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** What the demo's dossiers, histories and catalogue say, the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class DossierIT {

    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final String SQUARE =
            "POLYGON ((121.26 28.62, 121.261 28.62, 121.261 28.621, 121.26 28.621, 121.26 28.62))";

    private static TubanServer server;

    DossierIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    void tellsEverythingAboutTheBlock() {
        HttpResponse<String> answer = server.get("/api/features/block/BLK-FSX-3");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode block = TubanServer.json(answer);
        assertThat(block.at("/name/zh").asString()).isEqualTo("方山下三期地块（工业上楼区块）");
        assertThat(block.at("/feature/type").asString()).isEqualTo("Feature");
        assertThat(block.at("/feature/geometry/type").asString()).isEqualTo("Polygon");
        assertThat(targets(block, "bounded_by")).containsExactlyInAnyOrder("RD-NH", "RD-JC", "RD-YS", "RD-GH");
        assertThat(targets(block, "carries_out")).contains("PRJ-GYSL", "PRJ-FSX");
        assertThat(targets(block, "located_in")).contains("VIL-207", "ZON-NR");
        assertThat(observed(block, "enterprises_above_scale")).containsExactly("7 2023-12 src-article-2023");
        assertThat(observed(block, "enterprises_below_scale")).containsExactly("41 2023-12 src-article-2023");
        assertThat(block.get("sources").has("src-article-2023")).isTrue();
        assertThat(block.at("/sources/src-article-2023/title/zh").asString()).isNotBlank();
    }

    @Test
    void wordsALinkFromTheSideItIsSeenFrom() {
        JsonNode block = TubanServer.json(server.get("/api/features/block/BLK-FSX-3"));
        JsonNode parcel = TubanServer.json(server.get("/api/features/parcel/PCL-FSX-01"));

        JsonNode seenFromBlock = link(block, "LNK-0067");
        assertThat(seenFromBlock.get("direction").asString()).isEqualTo("in");
        assertThat(seenFromBlock.at("/title/zh").asString()).isEqualTo("包含");
        assertThat(seenFromBlock.at("/target/id").asString()).isEqualTo("PCL-FSX-01");
        assertThat(seenFromBlock.at("/target/state").asString()).isEqualTo("SIGNING");
        assertThat(seenFromBlock.at("/target/hasGeometry").asBoolean()).isTrue();
        JsonNode seenFromParcel = link(parcel, "LNK-0067");
        assertThat(seenFromParcel.get("direction").asString()).isEqualTo("out");
        assertThat(seenFromParcel.at("/title/zh").asString()).isEqualTo("属于");
        assertThat(seenFromParcel.at("/target/name/en").asString()).startsWith("Fangshanxia");
        assertThat(seenFromParcel.at("/target/state").isNull()).isTrue();
    }

    @Test
    void computesNoAreaOfASchematicShape() {
        JsonNode block = TubanServer.json(server.get("/api/features/block/BLK-FSX-3"));

        String accuracy = block.at("/feature/properties/geometry_accuracy").asString();
        assertThat(accuracy).isIn("schematic", "derived_text");
        assertThat(block.at("/measures/areaComputedM2").isNull()).isTrue();
        assertThat(block.at("/measures/areaNote").asString()).isEqualTo(accuracy);
        assertThat(block.at("/measures/areaStatedM2").asDouble()).isEqualTo(133_333);
        assertThat(block.at("/measures/bbox")).hasSize(4);
        assertThat(block.at("/notice/zh").asString()).contains("示意");
    }

    @Test
    void computesTheAreaOfASurveyedShape() throws ParseException {
        String id = make(
                Map.of("name", "实测", "kind", "culture", "geometry_accuracy", "surveyed", "source", "src-tuban-example"),
                SQUARE);

        JsonNode made = TubanServer.json(server.get("/api/features/park/" + id));

        // 0.001° of longitude by 0.001° of latitude at 28.62° N: about 97.8 m by 110.8 m.
        assertThat(made.at("/measures/areaComputedM2").asDouble()).isBetween(10_800.0, 10_880.0);
        assertThat(made.at("/measures/areaNote").isNull()).isTrue();
        assertThat(made.get("notice").isNull()).isTrue();
        assertThat(made.get("workflow").isNull()).isTrue();
    }

    @Test
    void showsAFeatureWithoutAPlace() throws ParseException {
        String id = make(
                Map.of("name", "无图形", "kind", "culture", "geometry_accuracy", "none", "source", "src-tuban-example"),
                null);

        JsonNode made = TubanServer.json(server.get("/api/features/park/" + id));

        assertThat(made.at("/feature/geometry").isNull()).isTrue();
        assertThat(made.at("/measures/bbox").isNull()).isTrue();
        assertThat(made.at("/measures/areaComputedM2").isNull()).isTrue();
    }

    @Test
    void opensNoStepToThePublicAndSaysWhy() {
        JsonNode workflow =
                TubanServer.json(server.get("/api/features/parcel/PCL-FSX-01")).get("workflow");

        assertThat(workflow.get("state").asString()).isEqualTo("SIGNING");
        assertThat(workflow.get("mayMove").asBoolean()).isFalse();
        assertThat(workflow.get("reason").asString()).isEqualTo("not-signed-in");
        assertThat(workflow.get("transitions")).isEmpty();
    }

    @Test
    void opensToTheLeadOnlyTheStepsOfALead() {
        JsonNode workflow = TubanServer.json(
                        server.get("/api/features/parcel/PCL-FSX-01", "Authorization", TubanServer.basic("lead")))
                .get("workflow");

        assertThat(workflow.get("mayMove").asBoolean()).isTrue();
        assertThat(workflow.get("reason").isNull()).isTrue();
        assertThat(workflow.get("transitions")
                        .valueStream()
                        .map(step -> step.get("to").asString()))
                .contains("CLEARED")
                .doesNotContain("KEEP");
        assertThat(workflow.get("transitions")
                        .valueStream()
                        .filter(step -> !step.get("decidedBy").isEmpty())
                        .map(step -> step.get("to").asString()))
                .containsExactly("CONSULTED");
        JsonNode clearing = workflow.at("/transitions/0");
        assertThat(clearing.at("/label/zh").asString()).isEqualTo("腾空拆除");
        assertThat(clearing.at("/requires/0/field").asString()).isEqualTo("cleared_on");
        assertThat(clearing.at("/requires/0/type").asString()).isEqualTo("date");
        assertThat(clearing.at("/requires/0/required").asBoolean()).isTrue();
        assertThat(clearing.at("/requires/0/notAfterToday").asBoolean()).isTrue();
        assertThat(clearing.at("/requires/1/group").asString()).isEqualTo("clearance_proof");
    }

    @Test
    void tellsInHistoryWhatAnEditChanged() throws ParseException {
        String id = make(
                Map.of("name", "旧名", "kind", "culture", "geometry_accuracy", "none", "source", "src-tuban-example"),
                null);
        FeatureRef ref = new FeatureRef("park", id);
        server.bean(Features.class)
                .write(
                        ref,
                        1,
                        new Edit(
                                Operation.UPDATE,
                                Map.of("name", "新名", "kind", "culture", "geometry_accuracy", "schematic"),
                                new Edit.Shape(new WKTReader().read(SQUARE)),
                                null,
                                "重测",
                                Map.of()),
                        Caller.system("survey"));

        JsonNode entries = TubanServer.json(server.get("/api/features/park/" + id + "/history"))
                .get("entries");

        JsonNode edit = entries.get(0);
        assertThat(edit.get("op").asString()).isEqualTo("update");
        assertThat(edit.at("/by/displayName").asString()).isEqualTo("survey");
        assertThat(edit.get("changes")
                        .valueStream()
                        .map(change -> change.get("field").asString() + ": "
                                + change.get("old").asString() + " → "
                                + change.get("new").asString()))
                .containsExactly("name: 旧名 → 新名", "geometry_accuracy: none → schematic");
        assertThat(edit.get("geometryChanged").asBoolean()).isTrue();
        assertThat(edit.get("from").isNull()).isTrue();
        assertThat(edit.get("note").asString()).isEqualTo("重测");
        assertThat(entries.get(1).get("changes")).isEmpty();
    }

    @Test
    void keepsTheHistoryOfWhatWasDeleted() throws ParseException {
        String id = make(
                Map.of("name", "短命", "kind", "culture", "geometry_accuracy", "none", "source", "src-tuban-example"),
                null);
        server.bean(Features.class)
                .write(
                        new FeatureRef("park", id),
                        1,
                        new Edit(Operation.DELETE, Map.of(), null, null, "误建", Map.of()),
                        Caller.system("test"));

        assertThat(server.get("/api/features/park/" + id).statusCode()).isEqualTo(404);
        JsonNode entries = TubanServer.json(server.get("/api/features/park/" + id + "/history"))
                .get("entries");
        assertThat(entries.valueStream().map(entry -> entry.get("op").asString()))
                .containsExactly("delete", "create");
        assertThat(entries.at("/0/changes")).isEmpty();
    }

    @Test
    void answersEveryDemoFeatureOfEveryLayer() {
        JsonNode catalogue = TubanServer.json(server.get("/api/catalogue"));

        for (JsonNode layer : catalogue.get("layers")) {
            assertThat(layer.get("count").asLong())
                    .as(layer.get("id").asString())
                    .isPositive();
        }
        for (String ref : List.of("enterprise/ENT-PK", "zone/ZON-TY", "village/VIL-217", "road/RD-JC", "park/IND-SQ")) {
            assertThat(server.get("/api/features/" + ref).statusCode()).as(ref).isEqualTo(200);
        }
    }

    @Test
    void describesTheInstallationInTheCatalogue() {
        HttpResponse<String> answer = server.get("/api/catalogue");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode catalogue = TubanServer.json(answer);
        assertThat(catalogue.propertyNames())
                .containsExactly(
                        "instance",
                        "layers",
                        "codeLists",
                        "workflows",
                        "linkTypes",
                        "indicators",
                        "sources",
                        "aliases");
        assertThat(catalogue.get("layers")).hasSize(12);
        JsonNode parcel = catalogue
                .get("layers")
                .valueStream()
                .filter(layer -> layer.get("id").asString().equals("parcel"))
                .findFirst()
                .orElseThrow();
        assertThat(parcel.get("statusField").asString()).isEqualTo("status");
        assertThat(parcel.get("fields")
                        .valueStream()
                        .filter(field -> field.get("common").asBoolean())
                        .map(field -> field.get("name").asString()))
                .contains("geometry_accuracy", "source", "as_of");
        JsonNode lifeCycle = catalogue.at("/workflows/parcel-lifecycle");
        assertThat(lifeCycle.get("states")).hasSize(16);
        assertThat(lifeCycle.at("/transitions/0").propertyNames())
                .containsExactly("from", "to", "title", "direction", "roles", "decidedBy");
        assertThat(lifeCycle.at("/transitions/0/roles/0").asString()).isEqualTo("lead");
        assertThat(catalogue.at("/linkTypes/part_of/inverse/zh").asString()).isEqualTo("包含");
        assertThat(catalogue.at("/indicators/enterprises_above_scale/unit").asString())
                .isEqualTo("count");
        assertThat(catalogue.at("/aliases/0/alias").asString()).isEqualTo("土岭");
        assertThat(catalogue
                        .get("aliases")
                        .valueStream()
                        .filter(alias -> alias.get("misprint").asBoolean())
                        .map(alias -> alias.get("meant").asString()))
                .containsExactly("土屿", "土屿山");
        assertThat(catalogue.at("/codeLists/landuse-ydyh-2023/codes")).isNotEmpty();
    }

    @Test
    void refusesAddressesThatNameNothing() {
        assertThat(server.get("/api/features/nowhere/X").statusCode()).isEqualTo(404);
        assertThat(server.get("/api/features/block/BLK-NONE").statusCode()).isEqualTo(404);
        assertThat(server.get("/api/features/block/BLK-NONE/history").statusCode())
                .isEqualTo(404);
        for (String bad : Stream.of("%20", "a%00", "-x", "a'b", "%E5%9C%9F", "x".repeat(65))
                .toList()) {
            HttpResponse<String> answer = server.get("/api/features/block/" + bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        }
        assertThat(server.get("/api/features/block/BLK-FSX-3", "Accept", "image/png")
                        .statusCode())
                .isEqualTo(406);
    }

    private String make(Map<String, @Nullable Object> values, @Nullable String shape) throws ParseException {
        String id = "PRK-T-" + SERIAL.incrementAndGet();
        server.bean(Features.class)
                .create(
                        new FeatureRef("park", id),
                        new Edit(
                                Operation.CREATE,
                                values,
                                shape == null ? null : new Edit.Shape(new WKTReader().read(shape)),
                                null,
                                null,
                                Map.of()),
                        Caller.system("test"));
        return id;
    }

    private static List<String> targets(JsonNode dossier, String type) {
        return dossier.get("links")
                .valueStream()
                .filter(link -> link.get("type").asString().equals(type))
                .map(link -> link.at("/target/id").asString())
                .toList();
    }

    private static JsonNode link(JsonNode dossier, String id) {
        return dossier.get("links")
                .valueStream()
                .filter(link -> link.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> observed(JsonNode dossier, String indicator) {
        return dossier.get("observations")
                .valueStream()
                .filter(observation -> observation.get("indicator").asString().equals(indicator))
                .map(observation -> observation.get("value").asString() + " "
                        + observation.get("asOf").asString() + " "
                        + observation.get("source").asString())
                .toList();
    }
}
