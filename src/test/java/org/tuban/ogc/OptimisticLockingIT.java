package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.layer.DataFolder;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** OGC 20-002, class optimistic-locking-etags, over HTTP, on both stores; and what it is for: no lost update. */
@ParameterizedClass
@EnumSource(Backend.class)
class OptimisticLockingIT {

    private static final int WRITERS = 200;
    private static final int THREADS = 16;
    private static final String ORCHARDS = "/ogc/collections/orchard/items";

    @TempDir
    private static Path data;

    private static TubanServer server;
    private static Editor planner;

    OptimisticLockingIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    /** The layer of orchards admits writes that do not say what they have seen. */
    @BeforeParameterizedClassInvocation
    static void start(Backend backend) throws Exception {
        Path folder = data.resolve(backend.name());
        DataFolder.copyOf(Path.of("data/demo"), folder)
                .replace("layers/orchard.json", "\"geometry\"", "\"writesWithoutIfMatch\": true, \"geometry\"");
        server = TubanServer.start(backend, "--tuban.data=" + folder.toUri());
        planner = new Editor(server, "planner");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("/conf/optimistic-locking-etags/get-etag")
    void namesTheVersionOfWhatItGives() {
        assertThat(planner.tag(planner.makePark("Tagged"))).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    @DisplayName("/conf/optimistic-locking-etags/replace, update, delete")
    void writesOnlyAgainstTheVersionThatWasSeen(String method) {
        String park = planner.makePark("Locked");

        assertThat(write(method, park).statusCode()).isEqualTo(428);
        for (String other : List.of("\"0\"", "\"2\"", "\"xyz\"", "W/\"1\"", "\"7\", \"8\"")) {
            HttpResponse<String> refused = write(method, park, "If-Match", other);
            assertThat(refused.statusCode()).as(other).isEqualTo(412);
            assertThat(TubanServer.json(refused).get("currentVersion").intValue())
                    .isEqualTo(1);
            assertThat(planner.tag(park)).isEqualTo("\"1\"");
        }
        assertThat(write(method, park, "If-Match", "1").statusCode()).isEqualTo(400);

        HttpResponse<String> done = write(method, park, "If-Match", "\"7\", \"1\"");

        assertThat(done.statusCode()).isEqualTo(204);
        if (!method.equals("DELETE")) {
            assertThat(done.headers().firstValue("ETag")).contains("\"2\"");
            assertThat(planner.tag(park)).isEqualTo("\"2\"");
            assertThat(planner.history(park).get(0).get("evidence")).isEmpty();
        }
    }

    @Test
    @DisplayName("RFC 9110, 13.1.1: If-Match: *")
    void takesAnyVersionForAStarAndSaysSoInHistory() {
        String park = planner.makePark("Any");

        assertThat(write("PUT", park, "If-Match", "*").statusCode()).isEqualTo(204);
        assertThat(planner.history(park).get(0).at("/evidence/ifMatch").stringValue())
                .isEqualTo("*");
    }

    @Test
    @DisplayName("RFC 9110, 13.1.2: If-None-Match: *")
    void doesNotReplaceForAClientThatMeantToMake() {
        String park = planner.makePark("There");

        assertThat(write("PUT", park, "If-Match", "\"1\"", "If-None-Match", "*").statusCode())
                .isEqualTo(412);
        assertThat(write("PUT", ORCHARDS + "/NO-SUCH", "If-None-Match", "*").statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("/per/optimistic-locking-etags/ifmatch-missing")
    void admitsWritesThatSaySoWithNothingWhereTheLayerDoes() {
        String body = Editor.park("", "Orchard").replace("culture", "orange_orchard");
        HttpResponse<String> made = planner.post(ORCHARDS, body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String orchard = made.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");

        assertThat(planner.patch(orchard, "{\"properties\":{\"name\":\"Renamed\"}}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(planner.put(orchard, body).statusCode()).isEqualTo(204);
        assertThat(planner.patch(orchard, "{}", "If-Match", "\"1\"").statusCode())
                .isEqualTo(412);

        JsonNode history = planner.history(orchard);
        assertThat(history.get(0).at("/evidence/ifMatch").stringValue()).isEqualTo("none");
        assertThat(history.get(1).at("/evidence/ifMatch").stringValue()).isEqualTo("none");
        assertThat(planner.delete(orchard).statusCode()).isEqualTo(204);
    }

    @Test
    @DisplayName("200 writers at once that say nothing: none is lost unheard")
    void writesAllOrSaysSoWhereWritersSayNothing() throws Exception {
        String body = Editor.park("", "Orchard").replace("culture", "orange_orchard");
        String orchard = planner.post(ORCHARDS, body)
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst("^http://[^/]+", "");

        List<HttpResponse<String>> answers = atOnce(
                WRITERS,
                number -> planner.patch(orchard, "{\"properties\":{\"name\":\"Writer %d\"}}".formatted(number)));

        long done =
                answers.stream().filter(answer -> answer.statusCode() == 204).count();
        assertThat(answers).allMatch(answer -> answer.statusCode() == 204 || answer.statusCode() == 412);
        assertThat(planner.tag(orchard)).isEqualTo("\"%d\"".formatted(done + 1));
        assertThat(planner.history(orchard)).hasSize((int) done + 1);
        assertThat(done).isPositive();
    }

    @RepeatedTest(10)
    @DisplayName("200 parallel PUTs with one ETag: one wins")
    void letsOneOfManyWritersWin() throws Exception {
        String park = planner.makePark("Contended");

        List<HttpResponse<String>> answers =
                atOnce(WRITERS, number -> planner.put(park, Editor.park("", "Writer " + number), "If-Match", "\"1\""));

        List<Integer> winners = IntStream.range(0, WRITERS)
                .filter(number -> answers.get(number).statusCode() == 204)
                .boxed()
                .toList();
        assertThat(winners).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 412))
                .hasSize(WRITERS - 1);
        assertThat(planner.get(park).at("/properties/name").stringValue()).isEqualTo("Writer " + winners.get(0));
        assertThat(planner.tag(park)).isEqualTo("\"2\"");
        assertThat(planner.history(park)).hasSize(2);
    }

    @RepeatedTest(5)
    @DisplayName("PUT against DELETE: one wins")
    void letsOneWinOfThoseWhoReplaceAndThoseWhoEnd() throws Exception {
        String park = planner.makePark("Contended");

        List<HttpResponse<String>> answers = atOnce(
                40,
                number -> number % 2 == 0
                        ? planner.put(park, Editor.park("", "Writer " + number), "If-Match", "\"1\"")
                        : planner.delete(park, "If-Match", "\"1\""));

        List<Integer> winners = IntStream.range(0, answers.size())
                .filter(number -> answers.get(number).statusCode() == 204)
                .boxed()
                .toList();
        assertThat(winners).hasSize(1);
        boolean ended = winners.get(0) % 2 == 1;
        assertThat(answers)
                .allMatch(answer -> List.of(204, ended ? 404 : 412, 412).contains(answer.statusCode()));
        assertThat(server.get(park).statusCode()).isEqualTo(ended ? 404 : 200);
        assertThat(planner.history(park)).hasSize(2);
    }

    private static HttpResponse<String> write(String method, String path, String... headers) {
        return switch (method) {
            case "PUT" -> planner.put(path, Editor.park("", "Put"), headers);
            case "PATCH" -> planner.patch(path, "{\"properties\":{\"name\":\"Patched\"}}", headers);
            default -> planner.delete(path, headers);
        };
    }

    /** Something that one of many does. */
    private interface Work {
        HttpResponse<String> run(int number);
    }

    /** What each was answered, in the order of their numbers. */
    private static List<HttpResponse<String>> atOnce(int runners, Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<HttpResponse<String>>> calls = IntStream.range(0, runners)
                    .mapToObj(number -> (Callable<HttpResponse<String>>) () -> work.run(number))
                    .toList();
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
