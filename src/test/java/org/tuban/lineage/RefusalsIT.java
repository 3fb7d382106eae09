package org.tuban.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuban.lineage.Requests.adjustment;
import static org.tuban.lineage.Requests.merge;
import static org.tuban.lineage.Requests.ok;
import static org.tuban.lineage.Requests.parent;
import static org.tuban.lineage.Requests.problem;
import static org.tuban.lineage.Requests.splitAt;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.indicator.Observation;
import org.tuban.indicator.Observations;
import org.tuban.link.Link;
import org.tuban.link.Links;
import org.tuban.testing.Backend;
import org.tuban.testing.Race;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operations on parcels ask for, and what is refused; the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class RefusalsIT {

    private static final JsonMapper JSON = new JsonMapper();

    private static TubanServer server;
    private static Ground ground;

    RefusalsIT(Backend backend) {
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
    void refusesGroundThatIsLostWithTheSquareMetresAndThePlace() {
        Feature west = ground.parcel(20);
        Feature east = ground.parcel(21);
        String body = adjustment(west, east, 121.0213).replace("121.022, 28.6]", "121.0221, 28.6]");

        JsonNode refused = problem(ground.run(body), 422, "operation-refused");

        assertThat(refused.get("reason").asString()).isEqualTo("difference");
        assertThat(refused.get("squareMetres").asDouble()).isGreaterThan(500);
        assertThat(refused.get("place").asString()).startsWith("POINT (121.022");
    }

    @Test
    void refusesWhatCannotBeDoneWithTheseShapes() {
        Feature parcel = ground.parcel(40);
        Feature far = ground.parcel(45);
        Feature corner = ground.parcel(41);

        JsonNode misses = problem(ground.run(splitAt(parcel, 121.0501)), 422, "operation-refused");
        JsonNode apart = problem(ground.run(merge(parent(parcel), parent(far))), 422, "operation-refused");
        JsonNode cycle = problem(
                ground.run(merge(parent(parcel), parent(corner))
                        .replace(
                                "\"reason\"",
                                "\"children\": [{\"id\": \"%s\"}], \"reason\""
                                        .formatted(parcel.ref().id()))),
                422,
                "operation-refused");
        JsonNode taken = problem(
                ground.run(merge(parent(parcel), parent(corner))
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
        JsonNode first = ok(201, ground.run(splitAt(parcel, 121.0505)));
        Feature child = ground.feature(first.at("/children/0/id").asString());
        JsonNode second = ok(201, ground.run(splitAt(child, 121.0502)));
        Feature one = ground.feature(second.at("/children/0/id").asString());
        Feature other = ground.feature(second.at("/children/1/id").asString());

        JsonNode cycle = problem(
                ground.run(merge(parent(one), parent(other))
                        .replace(
                                "\"reason\"",
                                "\"children\": [{\"id\": \"%s\"}], \"reason\""
                                        .formatted(parcel.ref().id()))),
                422,
                "operation-refused");
        JsonNode hindered = problem(ground.undo(first.get("id").asString()), 409, "not-undoable");

        assertThat(cycle.get("reason").asString()).isEqualTo("cycle");
        assertThat(hindered.at("/hindrances/0/id").asString())
                .isEqualTo(child.ref().id());
        assertThat(hindered.at("/hindrances/0/problem").asString()).isEqualTo("has ended since");
        ok(201, ground.undo(second.get("id").asString()));
    }

    @Test
    void refusesToUndoWhatWasChangedLinkedOrObservedSince() {
        Feature parcel = ground.parcel(60);
        JsonNode split = ok(201, ground.run(splitAt(parcel, 121.0605)));
        String id = split.get("id").asString();
        Feature child = ground.feature(split.at("/children/0/id").asString());
        Link link = ground.occupies(child, null);

        JsonNode linked = problem(ground.undo(id), 409, "not-undoable");
        server.bean(Links.class).withdraw(link.id(), 1, null, Ground.MAKER);
        Observation figure = ground.figure(child, "households", 1, "count");
        JsonNode observed = problem(ground.undo(id), 409, "not-undoable");
        server.bean(Observations.class).withdraw(figure.id(), 1, null, Ground.MAKER);
        server.bean(Features.class).write(child, Edit.update(Map.of("remark", "核对"), null), Ground.MAKER);
        JsonNode changed = problem(ground.undo(id), 409, "not-undoable");

        assertThat(linked.at("/hindrances/0/id").asString()).isEqualTo(link.id());
        assertThat(observed.at("/hindrances/0/id").asString()).isEqualTo(figure.id());
        assertThat(changed.at("/hindrances/0/problem").asString()).startsWith("was changed since: it is at version 2");
        assertThat(server.bean(Features.class).find(parcel.ref(), Sight.EVERYTHING))
                .isEmpty();
    }

    @Test
    void undoesOnce() {
        JsonNode split = ok(201, ground.run(splitAt(ground.parcel(0), 121.0005)));
        JsonNode undone = ok(201, ground.undo(split.get("id").asString()));

        assertThat(ground.undo(split.get("id").asString()).statusCode()).isEqualTo(409);
        assertThat(ground.undo(undone.get("id").asString()).statusCode()).isEqualTo(409);
        assertThat(ground.undo("op-nothing").statusCode()).isEqualTo(404);
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
        JsonNode stale = problem(ground.run(body.replace("\"version\": 1", "\"version\": 7")), 412, "stale-version");
        assertThat(stale.get("currentVersion").asLong()).isEqualTo(1);
        problem(ground.run(body.replace("\"reason\": \"分割出让\"", "\"reason\": \" \"")), 400, "invalid-body");
        problem(
                ground.run(body.replace("\"reason\"", "\"validFrom\": \"2999-01-01\", \"reason\"")),
                400,
                "invalid-body");
        problem(
                ground.run(body.replace("\"reason\"", "\"validFrom\": \"2020-01-01\", \"reason\"")),
                400,
                "invalid-body");
        problem(ground.run(body.replace("split", "explode")), 400, "invalid-body");
        problem(ground.run(body.replace("\"parcel\"", "\"road\"")), 400, "invalid-body");
        JsonNode backdated =
                ok(201, ground.run(body.replace("\"reason\"", "\"validFrom\": \"2024-05-01\", \"reason\"")));
        assertThat(ground.feature(backdated.at("/children/0/id").asString()).validFrom())
                .isEqualTo(Instant.parse("2024-04-30T16:00:00Z"));
        problem(ground.run(body), 412, "stale-version");
    }

    @Test
    void onlyAddsToLineage() {
        ok(201, ground.run(splitAt(ground.parcel(0), 121.0004)));
        JdbcTemplate jdbc = server.bean(JdbcTemplate.class);

        for (String statement : List.of(
                "UPDATE lineage SET version = version",
                "DELETE FROM lineage",
                "UPDATE lineage_operation SET reason = reason",
                "DELETE FROM lineage_operation")) {
            assertThatThrownBy(() -> jdbc.execute(statement))
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("only ever added to");
        }
    }
}
