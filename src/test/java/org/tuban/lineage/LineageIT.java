package org.tuban.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.tuban.lineage.Requests.adjustment;
import static org.tuban.lineage.Requests.child;
import static org.tuban.lineage.Requests.ok;
import static org.tuban.lineage.Requests.parent;
import static org.tuban.lineage.Requests.problem;
import static org.tuban.lineage.Requests.splitAt;
import static org.tuban.lineage.Requests.stated;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.feature.AsOf;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.HistoryEntry;
import org.tuban.feature.Operation;
import org.tuban.feature.Sight;
import org.tuban.feature.TimeInterval;
import org.tuban.indicator.Observation;
import org.tuban.indicator.ObservationBasis;
import org.tuban.link.Link;
import org.tuban.link.LinkVersion;
import org.tuban.link.Links;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** Parcels divided, put together and adjusted over HTTP, and taken back; the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class LineageIT {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

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
    void splitsAParcelWithAnEnterpriseOnIt() {
        Feature parcel = ground.parcel(0);
        Link occupies = ground.occupies(parcel, 0.5);
        ground.link("part_of", parcel.ref(), new FeatureRef("block", "BLK-FSX-3"), null);
        ground.figure(parcel, "households", 13, "count");
        ground.figure(parcel, "far", 2.1, null);

        JsonNode split = ok(201, ground.run(splitAt(parcel, 121.0004)));

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
        Feature west = ground.feature(first);
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
        assertThat(ground.open(occupies.from())).extracting(Link::share).containsExactly(0.2, 0.3);
        assertThat(ground.open(west.ref())).extracting(Link::type).containsExactlyInAnyOrder("occupies", "part_of");
        assertThat(ground.figures(west.ref()))
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
    }

    @Test
    void undoesASplitWithAllThatCameOfIt() {
        Feature parcel = ground.parcel(0);
        Link occupies = ground.occupies(parcel, 0.5);
        Link partOf = ground.link("part_of", parcel.ref(), new FeatureRef("block", "BLK-FSX-3"), null);
        Observation households = ground.figure(parcel, "households", 13, "count");
        Observation far = ground.figure(parcel, "far", 2.1, null);

        JsonNode split = ok(201, ground.run(splitAt(parcel, 121.0004)));
        Feature west = ground.feature(child(split, 0).id());

        JsonNode undone = ok(201, ground.undo(split.get("id").asString()));

        Feature again = ground.feature(parcel.ref().id());
        assertThat(again.geometry()).isEqualTo(parcel.geometry());
        assertThat(again.properties()).isEqualTo(parcel.properties());
        assertThat(again.key()).isEqualTo(parcel.key());
        assertThat(server.bean(Features.class).find(west.ref(), Sight.EVERYTHING))
                .isEmpty();
        assertThat(ground.open(occupies.from()))
                .extracting(Link::id, Link::share)
                .containsExactly(tuple(occupies.id(), 0.5));
        assertThat(ground.open(parcel.ref()))
                .extracting(Link::id)
                .containsExactlyInAnyOrder(occupies.id(), partOf.id());
        assertThat(ground.figures(parcel.ref())).containsExactlyInAnyOrder(households, far);
        assertThat(ground.figures(west.ref())).isEmpty();
        assertThat(undone.get("undoes").asString()).isEqualTo(split.get("id").asString());
    }

    @Test
    void keepsWhatWasKnownBetweenASplitAndItsUndoing() {
        Feature parcel = ground.parcel(0);
        ground.occupies(parcel, 0.5);
        JsonNode split = ok(201, ground.run(splitAt(parcel, 121.0004)));
        FeatureRef west = child(split, 0);

        ok(201, ground.undo(split.get("id").asString()));

        Instant between = Instant.parse(split.get("recordedAt").asString());
        assertThat(then(parcel.ref(), between, between)).isEmpty();
        assertThat(then(west, between, between)).isPresent();
        assertThat(linksOf(west, between)).hasSize(1);
        assertThat(then(parcel.ref(), between, null)).isPresent();
        assertThat(then(west, between, null)).isEmpty();
        assertThat(parcel.recordedAt()).isBefore(between);
    }

    @Test
    void tellsTheSameLineageOfParentAndChild() {
        Feature parcel = ground.parcel(0);
        JsonNode split = ok(201, ground.run(splitAt(parcel, 121.0004)));
        JsonNode undone = ok(201, ground.undo(split.get("id").asString()));
        String first = child(split, 0).id();
        String second = child(split, 1).id();

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
    }

    /** So that an enterprise's share of the ground is never counted twice. */
    @Test
    void givesALinkThatBeginsAfterTheOperationToTheChildrenAlone() {
        Feature parcel = ground.parcel(0);
        FeatureRef enterprise = new FeatureRef("enterprise", ground.enterprise());
        Link later = ground.link("occupies", enterprise, parcel.ref(), 0.5, "2024-06");
        AsOf inJune = AsOf.during(TimeInterval.at(Instant.parse("2024-06-15T00:00:00Z")));
        Links links = server.bean(Links.class);

        JsonNode split = ok(
                201,
                ground.run(
                        splitAt(parcel, 121.0004).replace("\"reason\"", "\"validFrom\": \"2024-01-01\", \"reason\"")));

        assertThat(links.of(enterprise, inJune, ZONE))
                .extracting(Link::to, Link::validFrom, Link::share)
                .containsExactly(tuple(child(split, 0), "2024-06", 0.2), tuple(child(split, 1), "2024-06", 0.3));

        ok(201, ground.undo(split.get("id").asString()));
        assertThat(links.of(enterprise, inJune, ZONE))
                .extracting(Link::id, Link::validFrom, Link::share)
                .containsExactly(tuple(later.id(), "2024-06", 0.5));
        assertThat(links.history(later.id()))
                .extracting(LinkVersion::operation)
                .containsExactly(Operation.RESTORE, Operation.DELETE, Operation.CREATE);
    }

    @Test
    void writesAllOfAnOperationAtOneInstant() {
        Feature parcel = ground.parcel(0);
        Link occupies = ground.occupies(parcel, null);

        JsonNode split = ok(201, ground.run(splitAt(parcel, 121.0005)));

        Instant at = Instant.parse(split.get("recordedAt").asString());
        assertThat(entry(parcel.ref()).feature().recordedAt()).isEqualTo(at);
        assertThat(entry(parcel.ref()).operation()).isEqualTo(Operation.DELETE);
        split.get("children").valueStream().forEach(child -> {
            Feature made = ground.feature(child.get("id").asString());
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

        JsonNode preview = ok(200, ground.run(body));

        assertThat(preview.get("children")).hasSize(2);
        assertThat(preview.get("links")
                        .valueStream()
                        .map(link -> link.get("role").asString()))
                .containsExactly("parent", "child", "child");
        assertThat(preview.get("observations")
                        .valueStream()
                        .map(figure -> figure.get("value").asLong()))
                .containsExactly(13L, 5L, 8L);
        assertThat(ground.feature(parcel.ref().id())).isEqualTo(parcel);
        assertThat(ground.open(parcel.ref())).containsExactly(occupies);
        assertThat(ground.figures(parcel.ref())).containsExactly(households);
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

        HttpResponse<String> unbalanced = ground.run(splitAt(parcel, 121.0004)
                .replace("\"reason\"", choices.formatted(occupies.id(), households.id(), "9", far.id())));
        JsonNode split = ok(
                201,
                ground.run(splitAt(parcel, 121.0004)
                        .replace("\"reason\"", choices.formatted(occupies.id(), households.id(), "10", far.id()))));

        JsonNode refused = problem(unbalanced, 422, "operation-refused");
        assertThat(refused.get("reason").asString()).isEqualTo("balance");
        assertThat(refused.get("difference").asDouble()).isEqualTo(-1);
        assertThat(ground.open(occupies.from())).hasSize(1);
        assertThat(ground.figures(child(split, 0)))
                .extracting(Observation::value, Observation::basis)
                .containsExactly(tuple(10.0, ObservationBasis.OVERRIDDEN));
        assertThat(ground.figures(child(split, 1)))
                .extracting(Observation::value)
                .containsExactly(3.0);
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

        JsonNode merged = ok(201, ground.run("""
                {"kind": "merge", "layer": "parcel", "parents": [%s, %s], "reason": "合并供地",
                 "children": [{"id": "MRG-%s", "values": {"name": "合并地块"}}]}""".formatted(parent(west), parent(east), firm)));

        Feature whole = ground.feature("MRG-" + firm);
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
        assertThat(ground.open(enterprise)).extracting(Link::share).containsExactly(1.0);
        assertThat(ground.open(whole.ref()))
                .filteredOn(link -> link.type().equals("located_in"))
                .singleElement()
                .satisfies(link -> assertThat(link.share()).isCloseTo(0.5, within(0.001)));
        assertThat(ground.figures(whole.ref())).extracting(Observation::value).containsExactly(17.0);

        ok(201, ground.undo(merged.get("id").asString()));
        assertThat(ground.feature(west.ref().id()).properties()).isEqualTo(west.properties());
        assertThat(ground.open(enterprise)).extracting(Link::share).containsExactlyInAnyOrder(0.25, 0.75);
    }

    @Test
    void movesABoundaryAndKeepsTheSumOfAreas() {
        Feature west = ground.parcel(20);
        Feature east = ground.parcel(21);
        Link occupies = ground.occupies(west, 0.5);

        JsonNode adjusted = ok(201, ground.run(adjustment(west, east, 121.0213)));

        Feature grown = ground.feature(west.ref().id());
        Feature shrunk = ground.feature(east.ref().id());
        assertThat(grown.version()).isEqualTo(2);
        assertThat(grown.properties().get("area_stated_m2")).isEqualTo(14_152.0);
        assertThat((double) Objects.requireNonNull(grown.properties().get("area_stated_m2"))
                        + (double) Objects.requireNonNull(shrunk.properties().get("area_stated_m2")))
                .isEqualTo(21_800.0);
        assertThat(ground.open(west.ref())).containsExactly(occupies);

        ok(201, ground.undo(adjusted.get("id").asString()));
        assertThat(ground.feature(west.ref().id()).geometry()).isEqualTo(west.geometry());
        assertThat(ground.feature(east.ref().id()).properties()).isEqualTo(east.properties());
    }

    @Test
    void dividesSketchesByStatedAreasAndTellsNoOthers() {
        Feature sketch = ground.parcel(30, "schematic", 10_900.0);

        JsonNode unstated = problem(ground.run(splitAt(sketch, 121.0304)), 422, "operation-refused");
        JsonNode unbalanced = problem(ground.run(stated(sketch, 5000, 5000)), 422, "operation-refused");
        JsonNode split = ok(201, ground.run(stated(sketch, 6000, 4900)));

        assertThat(unstated.get("reason").asString()).isEqualTo("area-missing");
        assertThat(unstated.get("path").asString()).isEqualTo("children[0].values.area_stated_m2");
        assertThat(unbalanced.get("difference").asDouble()).isEqualTo(-900);
        assertThat(split.at("/children/0/areaComputedM2").isNull()).isTrue();
        assertThat(split.at("/children/0/areaStatedM2").asLong()).isEqualTo(6000);
        assertThat(ground.feature(split.at("/children/0/id").asString()).properties())
                .containsEntry("households_total", 7L)
                .containsEntry("geometry_accuracy", "schematic");
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
}
