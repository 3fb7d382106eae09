package org.tuban.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.feature.AsOf;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.HistoryEntry;
import org.tuban.feature.Operation;
import org.tuban.feature.Sight;
import org.tuban.feature.TimeInterval;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.indicator.Observation;
import org.tuban.indicator.ObservationBasis;
import org.tuban.indicator.Observations;
import org.tuban.link.Link;
import org.tuban.link.Links;
import org.tuban.testing.Backend;
import org.tuban.testing.Race;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Parcels divided, put together and adjusted over HTTP, and taken back; the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class LineageIT {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final JsonMapper JSON = new JsonMapper();

    private static TubanServer server;
    private static Ground ground;

    LineageIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
        ground = new Ground(server);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    void splitsAParcelWithAnEnterpriseOnItAndUndoesThat() {
        Feature parcel = ground.parcel(0);
        Link occupies = ground.occupies(parcel, 0.5);
        Link partOf = ground.link("part_of", parcel.ref(), new FeatureRef("block", "BLK-FSX-3"), null);
        Observation households = ground.figure(parcel, "households", 13, "count");
        Observation far = ground.figure(parcel, "far", 2.1, null);
        Instant before = parcel.recordedAt();

        JsonNode split = ok(201, run(splitAt(parcel, 121.0004)));

        String first = parcel.ref().id() + "-1";
        String second = parcel.ref().id() + "-2";
        assertThat(split.at("/children")
                        .valueStream()
                        .map(child -> child.get("id").asString()))
                .containsExactly(first, second);
        assertThat(split.at("/children/0/areaStatedM2").asLong()).isEqualTo(4360);
        assertThat(split.at("/children/1/areaStatedM2").asLong()).isEqualTo(6540);
        assertThat(split.at("/children/0/areaComputedM2").asDouble()
                        + split.at("/children/1/areaComputedM2").asDouble())
                .isCloseTo(split.at("/parents/0/areaComputedM2").asDouble(), within(1.0));
        Feature west = feature(first);
        assertThat(west.properties())
                .containsEntry("name", parcel.text("name") + "-1")
                .containsEntry("status", "SIGNING")
                .containsEntry("far_max", 2.5)
                .containsEntry("households_total", 5L)
                .containsEntry("households_signed", 1L)
                .containsEntry("parcel_code", null)
                .containsEntry("bound_east", null);
        assertThat(server.bean(Features.class).find(parcel.ref(), Sight.EVERYTHING))
                .isEmpty();
        assertThat(open(occupies.from())).extracting(Link::share).containsExactly(0.2, 0.3);
        assertThat(open(west.ref())).extracting(Link::type).containsExactlyInAnyOrder("occupies", "part_of");
        assertThat(figures(west.ref()))
                .extracting(Observation::indicator, Observation::value, Observation::basis)
                .containsExactlyInAnyOrder(
                        tuple("households", 5.0, ObservationBasis.DERIVED), tuple("far", 2.1, ObservationBasis.STATED));
        String id = split.get("id").asString();
        assertThat(server.bean(Features.class)
                        .history(west.ref(), Sight.EVERYTHING)
                        .get(0)
                        .evidence())
                .containsEntry("operation", id)
                .containsEntry("kind", "split");

        JsonNode undone = ok(201, undo(id));

        Feature again = feature(parcel.ref().id());
        assertThat(again.geometry()).isEqualTo(parcel.geometry());
        assertThat(again.properties()).isEqualTo(parcel.properties());
        assertThat(again.key()).isEqualTo(parcel.key());
        assertThat(server.bean(Features.class).find(west.ref(), Sight.EVERYTHING))
                .isEmpty();
        assertThat(open(occupies.from())).extracting(Link::id, Link::share).containsExactly(tuple(occupies.id(), 0.5));
        assertThat(open(parcel.ref())).extracting(Link::id).containsExactlyInAnyOrder(occupies.id(), partOf.id());
        assertThat(figures(parcel.ref())).containsExactlyInAnyOrder(households, far);
        assertThat(figures(west.ref())).isEmpty();
        assertThat(undone.get("undoes").asString()).isEqualTo(id);

        for (String one : List.of(parcel.ref().id(), first)) {
            JsonNode lineage = ok(200, server.get("/api/features/parcel/" + one + "/lineage"));
            assertThat(lineage.get("operations")
                            .valueStream()
                            .map(operation -> operation.get("kind").asString()))
                    .containsExactly("split", "undo");
            assertThat(lineage.at("/operations/0/undoneBy")).isEqualTo(undone.get("id"));
            assertThat(lineage.at("/operations/0/parents/0/id").asString())
                    .isEqualTo(parcel.ref().id());
            assertThat(lineage.at("/operations/0/children/1/id").asString()).isEqualTo(second);
        }
        JsonNode dossier =
                ok(200, server.get("/api/features/parcel/" + parcel.ref().id()));
        assertThat(dossier.get("lineage")
                        .valueStream()
                        .map(operation -> operation.get("kind").asString()))
                .containsExactly("split", "undo");

        // What was known in between is still answered, and what was so has no gap.
        Instant between = Instant.parse(split.get("recordedAt").asString());
        assertThat(then(parcel.ref(), between, between)).isEmpty();
        assertThat(then(west.ref(), between, between)).isPresent();
        assertThat(linksOf(west.ref(), between)).hasSize(2);
        assertThat(then(parcel.ref(), between, null)).isPresent();
        assertThat(then(west.ref(), between, null)).isEmpty();
        assertThat(before).isBefore(between);
    }

    @Test
    void writesAllOfAnOperationAtOneInstant() {
        Feature parcel = ground.parcel(0);
        Link occupies = ground.occupies(parcel, null);

        JsonNode split = ok(201, run(splitAt(parcel, 121.0005)));

        Instant at = Instant.parse(split.get("recordedAt").asString());
        assertThat(entry(parcel.ref()).feature().recordedAt()).isEqualTo(at);
        assertThat(entry(parcel.ref()).operation()).isEqualTo(Operation.DELETE);
        split.get("children").valueStream().forEach(child -> {
            Feature made = feature(child.get("id").asString());
            assertThat(made.recordedAt()).isEqualTo(at);
            assertThat(made.validFrom()).isEqualTo(at);
        });
        assertThat(server.bean(Links.class).history(occupies.id()).get(0).recordedAt())
                .isEqualTo(at);
    }

    @Test
    void tellsWhatWouldBecomeOfEverythingAndWritesNothing() {
        Feature parcel = ground.parcel(0);
        Link occupies = ground.occupies(parcel, 0.5);
        Observation households = ground.figure(parcel, "households", 13, "count");
        String body = splitAt(parcel, 121.0004).replace("\"reason\"", "\"dryRun\": true, \"reason\"");

        JsonNode preview = ok(200, run(body));

        assertThat(preview.get("children")).hasSize(2);
        assertThat(preview.get("links")
                        .valueStream()
                        .map(link -> link.get("role").asString()))
                .containsExactly("parent", "child", "child");
        assertThat(preview.get("observations")
                        .valueStream()
                        .map(figure -> figure.get("value").asLong()))
                .containsExactly(13L, 5L, 8L);
        assertThat(feature(parcel.ref().id())).isEqualTo(parcel);
        assertThat(open(parcel.ref())).containsExactly(occupies);
        assertThat(figures(parcel.ref())).containsExactly(households);
        assertThat(server.get("/api/operations/" + preview.get("id").asString()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void takesOtherPartsThanTheUsualIfTheyAddUp() {
        Feature parcel = ground.parcel(0);
        Link occupies = ground.occupies(parcel, 0.5);
        Observation households = ground.figure(parcel, "households", 13, "count");
        Observation far = ground.figure(parcel, "far", 2.1, null);
        String choices = """
                "links": {"%s": {"parts": [0.5, null]}},
                "observations": {"%s": {"parts": [%s, 3]}, "%s": {"treatment": "leave"}}, "reason\"""";

        HttpResponse<String> unbalanced = run(splitAt(parcel, 121.0004)
                .replace("\"reason\"", choices.formatted(occupies.id(), households.id(), "9", far.id())));
        JsonNode split = ok(
                201,
                run(splitAt(parcel, 121.0004)
                        .replace("\"reason\"", choices.formatted(occupies.id(), households.id(), "10", far.id()))));

        JsonNode refused = problem(unbalanced, 422, "operation-refused");
        assertThat(refused.get("reason").asString()).isEqualTo("balance");
        assertThat(refused.get("difference").asDouble()).isEqualTo(-1);
        assertThat(open(occupies.from())).hasSize(1);
        assertThat(figures(child(split, 0)))
                .extracting(Observation::value, Observation::basis)
                .containsExactly(tuple(10.0, ObservationBasis.OVERRIDDEN));
        assertThat(figures(child(split, 1))).extracting(Observation::value).containsExactly(3.0);
    }

    @Test
    void mergesNeighboursAndAddsUpWhatAddsUp() {
        Feature west = ground.parcel(10);
        Feature east = ground.parcel(11);
        String firm = ground.enterprise();
        FeatureRef enterprise = new FeatureRef("enterprise", firm);
        ground.link("occupies", enterprise, west.ref(), 0.25);
        ground.link("occupies", enterprise, east.ref(), 0.75);
        ground.link("located_in", west.ref(), new FeatureRef("village", "VIL-207"), null);
        ground.figure(west, "households", 13, "count");
        ground.figure(east, "households", 4, "count");
        ground.figure(west, "far", 2.1, null);
        ground.figure(east, "far", 2.2, null);

        JsonNode merged = ok(201, run("""
                {"kind": "merge", "layer": "parcel", "parents": [%s, %s], "reason": "合并供地",
                 "children": [{"id": "MRG-%s", "values": {"name": "合并地块"}}]}""".formatted(parent(west), parent(east), firm)));

        Feature whole = feature("MRG-" + firm);
        assertThat(whole.properties())
                .containsEntry("name", "合并地块")
                .containsEntry("households_total", 26L)
                .containsEntry("area_stated_m2", 21_800.0)
                .containsEntry("status", "SIGNING")
                .containsEntry("landuse_code", "100101");
        assertThat(Objects.requireNonNull(whole.geometry())
                        .getEnvelopeInternal()
                        .getWidth())
                .isCloseTo(0.002, within(1e-12));
        assertThat(open(enterprise)).extracting(Link::share).containsExactly(1.0);
        assertThat(open(whole.ref()))
                .filteredOn(link -> link.type().equals("located_in"))
                .singleElement()
                .satisfies(link -> assertThat(link.share()).isCloseTo(0.5, within(0.001)));
        assertThat(figures(whole.ref())).extracting(Observation::value).containsExactly(17.0);

        ok(201, undo(merged.get("id").asString()));
        assertThat(feature(west.ref().id()).properties()).isEqualTo(west.properties());
        assertThat(open(enterprise)).extracting(Link::share).containsExactlyInAnyOrder(0.25, 0.75);
    }

    @Test
    void movesABoundaryAndKeepsTheSumOfAreas() {
        Feature west = ground.parcel(20);
        Feature east = ground.parcel(21);
        Link occupies = ground.occupies(west, 0.5);

        JsonNode adjusted = ok(201, run(adjustment(west, east, 121.0213)));

        Feature grown = feature(west.ref().id());
        Feature shrunk = feature(east.ref().id());
        assertThat(grown.version()).isEqualTo(2);
        assertThat(grown.properties().get("area_stated_m2")).isEqualTo(14_152.0);
        assertThat((double) Objects.requireNonNull(grown.properties().get("area_stated_m2"))
                        + (double) Objects.requireNonNull(shrunk.properties().get("area_stated_m2")))
                .isEqualTo(21_800.0);
        assertThat(open(west.ref())).containsExactly(occupies);

        ok(201, undo(adjusted.get("id").asString()));
        assertThat(feature(west.ref().id()).geometry()).isEqualTo(west.geometry());
        assertThat(feature(east.ref().id()).properties()).isEqualTo(east.properties());
    }

    @Test
    void refusesGroundThatIsLostWithTheSquareMetresAndThePlace() {
        Feature west = ground.parcel(20);
        Feature east = ground.parcel(21);
        String body = adjustment(west, east, 121.0213).replace("121.022, 28.6]", "121.0221, 28.6]");

        JsonNode refused = problem(run(body), 422, "operation-refused");

        assertThat(refused.get("reason").asString()).isEqualTo("difference");
        assertThat(refused.get("squareMetres").asDouble()).isGreaterThan(500);
        assertThat(refused.get("place").asString()).startsWith("POINT (121.022");
    }

    @Test
    void dividesSketchesByStatedAreasAndTellsNoOthers() {
        Feature sketch = ground.parcel(30, "schematic", 10_900.0);

        JsonNode unstated = problem(run(splitAt(sketch, 121.0304)), 422, "operation-refused");
        JsonNode unbalanced = problem(run(stated(sketch, 5000, 5000)), 422, "operation-refused");
        JsonNode split = ok(201, run(stated(sketch, 6000, 4900)));

        assertThat(unstated.get("reason").asString()).isEqualTo("area-missing");
        assertThat(unstated.get("path").asString()).isEqualTo("children[0].values.area_stated_m2");
        assertThat(unbalanced.get("difference").asDouble()).isEqualTo(-900);
        assertThat(split.at("/children/0/areaComputedM2").isNull()).isTrue();
        assertThat(split.at("/children/0/areaStatedM2").asLong()).isEqualTo(6000);
        assertThat(feature(split.at("/children/0/id").asString()).properties())
                .containsEntry("households_total", 7L)
                .containsEntry("geometry_accuracy", "schematic");
    }

    @Test
    void refusesWhatCannotBeDoneWithTheseShapes() {
        Feature parcel = ground.parcel(40);
        Feature far = ground.parcel(45);
        Feature corner = ground.parcel(41);

        JsonNode misses = problem(run(splitAt(parcel, 121.0501)), 422, "operation-refused");
        JsonNode apart = problem(run(merge(parent(parcel), parent(far))), 422, "operation-refused");
        JsonNode cycle = problem(
                run(merge(parent(parcel), parent(corner))
                        .replace(
                                "\"reason\"",
                                "\"children\": [{\"id\": \"%s\"}], \"reason\""
                                        .formatted(parcel.ref().id()))),
                422,
                "operation-refused");
        JsonNode taken = problem(
                run(merge(parent(parcel), parent(corner))
                        .replace(
                                "\"reason\"",
                                "\"children\": [{\"id\": \"%s\"}], \"reason\""
                                        .formatted(far.ref().id()))),
                409,
                "already-exists");

        assertThat(misses.get("reason").asString()).isEqualTo("line-misses");
        assertThat(misses.get("detail").asString()).contains("misses the shape by");
        assertThat(apart.get("reason").asString()).isEqualTo("not-touching");
        assertThat(cycle.get("reason").asString()).isEqualTo("cycle");
        assertThat(taken.get("id").asString()).isEqualTo(far.ref().id());
    }

    @Test
    void refusesAnAncestorAsAChildHoweverFarUp() {
        Feature parcel = ground.parcel(50);
        JsonNode first = ok(201, run(splitAt(parcel, 121.0505)));
        Feature child = feature(first.at("/children/0/id").asString());
        JsonNode second = ok(201, run(splitAt(child, 121.0502)));
        Feature one = feature(second.at("/children/0/id").asString());
        Feature other = feature(second.at("/children/1/id").asString());

        JsonNode cycle = problem(
                run(merge(parent(one), parent(other))
                        .replace(
                                "\"reason\"",
                                "\"children\": [{\"id\": \"%s\"}], \"reason\""
                                        .formatted(parcel.ref().id()))),
                422,
                "operation-refused");
        JsonNode hindered = problem(undo(first.get("id").asString()), 409, "not-undoable");

        assertThat(cycle.get("reason").asString()).isEqualTo("cycle");
        assertThat(hindered.at("/hindrances/0/id").asString())
                .isEqualTo(child.ref().id());
        assertThat(hindered.at("/hindrances/0/problem").asString()).isEqualTo("has ended since");
        ok(201, undo(second.get("id").asString()));
    }

    @Test
    void refusesToUndoWhatWasChangedLinkedOrObservedSince() {
        Feature parcel = ground.parcel(60);
        JsonNode split = ok(201, run(splitAt(parcel, 121.0605)));
        String id = split.get("id").asString();
        Feature child = feature(split.at("/children/0/id").asString());
        Link link = ground.occupies(child, null);

        JsonNode linked = problem(undo(id), 409, "not-undoable");
        server.bean(Links.class).withdraw(link.id(), 1, null, Ground.MAKER);
        Observation figure = ground.figure(child, "households", 1, "count");
        JsonNode observed = problem(undo(id), 409, "not-undoable");
        server.bean(Observations.class).withdraw(figure.id(), 1, null, Ground.MAKER);
        server.bean(Features.class).write(child, Edit.update(Map.of("remark", "核对"), null), Ground.MAKER);
        JsonNode changed = problem(undo(id), 409, "not-undoable");

        assertThat(linked.at("/hindrances/0/id").asString()).isEqualTo(link.id());
        assertThat(observed.at("/hindrances/0/id").asString()).isEqualTo(figure.id());
        assertThat(changed.at("/hindrances/0/problem").asString()).startsWith("was changed since: it is at version 2");
        assertThat(server.bean(Features.class).find(parcel.ref(), Sight.EVERYTHING))
                .isEmpty();
    }

    @Test
    void undoesOnce() {
        JsonNode split = ok(201, run(splitAt(ground.parcel(0), 121.0005)));
        JsonNode undone = ok(201, undo(split.get("id").asString()));

        assertThat(undo(split.get("id").asString()).statusCode()).isEqualTo(409);
        assertThat(undo(undone.get("id").asString()).statusCode()).isEqualTo(409);
        assertThat(undo("op-nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void ofTwoSplitsAtOnceOneWins() throws Exception {
        Feature parcel = ground.parcel(70);
        LineageOperations operations = server.bean(LineageOperations.class);

        List<@Nullable Problem> outcomes = Race.run(
                8,
                number -> operations.run(
                        new OperationBody(
                                        "split",
                                        "parcel",
                                        List.of(new OperationBody.Parent(
                                                parcel.ref().id(), 1L)),
                                        JSON.readTree("""
                                                {"type": "LineString", "coordinates": [[121.070%d, 28.5], [121.070%d, 28.7]]}""".formatted(number + 1, number + 1)),
                                        null,
                                        "同时分割",
                                        null,
                                        null,
                                        null,
                                        null)
                                .read(),
                        false,
                        Ground.MAKER));

        assertThat(outcomes).filteredOn(Objects::isNull).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Objects::nonNull)
                .extracting(problem -> Objects.requireNonNull(problem).type())
                .containsOnly(ProblemType.STALE_VERSION);
        assertThat(server.bean(Lineages.class).of(parcel.ref(), Ground.MAKER)).hasSize(1);
    }

    @Test
    void asksForRoleVersionReasonAndATimeThatHasCome() {
        Feature parcel = ground.parcel(80);
        String body = splitAt(parcel, 121.0805);

        assertThat(server.post("/api/operations", body).statusCode()).isEqualTo(401);
        assertThat(server.post("/api/operations", body, "Authorization", TubanServer.basic("lead"))
                        .statusCode())
                .isEqualTo(403);
        JsonNode stale = problem(run(body.replace("\"version\": 1", "\"version\": 7")), 412, "stale-version");
        assertThat(stale.get("currentVersion").asLong()).isEqualTo(1);
        problem(run(body.replace("\"reason\": \"分割出让\"", "\"reason\": \" \"")), 400, "invalid-body");
        problem(run(body.replace("\"reason\"", "\"validFrom\": \"2999-01-01\", \"reason\"")), 400, "invalid-body");
        problem(run(body.replace("\"reason\"", "\"validFrom\": \"2020-01-01\", \"reason\"")), 400, "invalid-body");
        problem(run(body.replace("split", "explode")), 400, "invalid-body");
        problem(run(body.replace("\"parcel\"", "\"road\"")), 400, "invalid-body");
        JsonNode backdated = ok(201, run(body.replace("\"reason\"", "\"validFrom\": \"2024-05-01\", \"reason\"")));
        assertThat(feature(backdated.at("/children/0/id").asString()).validFrom())
                .isEqualTo(Instant.parse("2024-04-30T16:00:00Z"));
        problem(run(body), 412, "stale-version");
    }

    private static FeatureRef child(JsonNode report, int number) {
        return new FeatureRef("parcel", report.at("/children/" + number + "/id").asString());
    }

    private static Feature feature(String id) {
        return server.bean(Features.class).get(new FeatureRef("parcel", id), Sight.EVERYTHING);
    }

    private static HistoryEntry entry(FeatureRef ref) {
        return server.bean(Features.class).history(ref, Sight.EVERYTHING).get(0);
    }

    private static Optional<Feature> then(FeatureRef ref, Instant valid, @Nullable Instant recorded) {
        return server.bean(Features.class).find(ref, new AsOf(TimeInterval.at(valid), recorded), Sight.EVERYTHING);
    }

    private static List<Link> linksOf(FeatureRef ref, Instant recorded) {
        return server.bean(Links.class).of(ref, AsOf.known(recorded), ZONE);
    }

    private static List<Link> open(FeatureRef ref) {
        return server.bean(Links.class).of(ref).stream().filter(Link::isOpen).toList();
    }

    private static List<Observation> figures(FeatureRef ref) {
        return server.bean(Observations.class).of(ref);
    }

    private static String parent(Feature feature) {
        return "{\"id\": \"%s\", \"version\": %d}".formatted(feature.ref().id(), feature.version());
    }

    private static String splitAt(Feature parcel, double longitude) {
        return """
                {"kind": "split", "layer": "parcel", "parents": [%s], "reason": "分割出让",
                 "line": {"type": "LineString", "coordinates": [[%s, 28.5], [%s, 28.7]]}}""".formatted(parent(parcel), longitude, longitude);
    }

    private static String stated(Feature sketch, int west, int east) {
        return splitAt(sketch, 121.0304).replace("\"reason\"", """
                "children": [{"values": {"area_stated_m2": %d}}, {"values": {"area_stated_m2": %d}}], "reason\"""".formatted(west, east));
    }

    private static String merge(String... parents) {
        return "{\"kind\": \"merge\", \"layer\": \"parcel\", \"parents\": [%s], \"reason\": \"合并\"}"
                .formatted(String.join(", ", parents));
    }

    /** The boundary at 121.021° E moved to another longitude. */
    private static String adjustment(Feature west, Feature east, double longitude) {
        return """
                {"kind": "adjust", "layer": "parcel", "parents": [%s, %s], "reason": "边界调整", "children": [
                  {"id": "%s", "geometry": {"type": "Polygon", "coordinates":
                    [[[121.02, 28.6], [%5$s, 28.6], [%5$s, 28.601], [121.02, 28.601], [121.02, 28.6]]]}},
                  {"id": "%s", "geometry": {"type": "Polygon", "coordinates":
                    [[[%5$s, 28.6], [121.022, 28.6], [121.022, 28.601], [%5$s, 28.601], [%5$s, 28.6]]]}}]}""".formatted(
                        parent(west), parent(east), west.ref().id(), east.ref().id(), longitude);
    }

    private static HttpResponse<String> run(String body) {
        return server.post("/api/operations", body, "Authorization", TubanServer.basic("planner"));
    }

    private static HttpResponse<String> undo(String id) {
        return server.post(
                "/api/operations/" + id + "/undo",
                "{\"reason\": \"登记有误\"}",
                "Authorization",
                TubanServer.basic("planner"));
    }

    private static JsonNode ok(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TubanServer.json(answer);
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String slug) {
        JsonNode problem = ok(status, answer);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + slug);
        return problem;
    }
}
