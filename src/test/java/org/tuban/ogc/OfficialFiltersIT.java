package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuban.testing.Backend;
import org.tuban.testing.SharedFolder;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/**
 * Every predicate of the abstract test suite of CQL2 (OGC 21-065r2, Annex A) over HTTP on its own data, loaded into both
 * stores the ordinary way.
 */
@Tag("shared")
@ParameterizedClass
@EnumSource(Backend.class)
class OfficialFiltersIT {

    /** How a row of the table of combinations becomes one filter: test /conf/basic-cql2/logical. */
    private static final String COMBINED = "(NOT (%2$s) AND %1$s) OR (%3$s and %4$s) or not (%1$s OR %4$s)";

    private static final String PLACES = "ne_110m_populated_places_simple";

    /**
     * Predicates whose count in the table contradicts its own data: three names begin with Ch (Chișinău, Chicago and
     * Chengdu), one of them with Chis. Source: opengeospatial/ogcapi-features, issue 1011.
     */
    private static final Map<String, Integer> ERRATA = Map.of(
            "ACCENTI(name) LIKE accenti('Ch%')", 3,
            "ACCENTI(CASEI(name)) LIKE accenti(casei('Chiș%'))", 1,
            "ACCENTI(CASEI(name)) LIKE accenti(casei('cHis%'))", 1);

    @TempDir
    private static Path folder;

    private static TubanServer server;

    OfficialFiltersIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) throws IOException {
        Path data = Files.createTempDirectory(folder, "data");
        OfficialLayers.write(data);
        server = TubanServer.start(backend, "--tuban.data=" + data);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    private static List<String[]> lines(String file) throws IOException {
        return Files.readAllLines(SharedFolder.file("cql2/" + file)).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .toList();
    }

    static Stream<Arguments> predicates() throws IOException {
        return lines("ats-predicates.tsv").stream()
                .map(row -> Arguments.of(row[0], row[2], row[3], Integer.parseInt(row[4])));
    }

    static Stream<Arguments> combinations() throws IOException {
        return lines("ats-combinations.tsv").stream()
                .map(row -> Arguments.of(COMBINED.formatted(row[0], row[1], row[2], row[3]), Integer.parseInt(row[4])));
    }

    @Test
    void hasAllFeatures() throws IOException {
        assertThat(lines("ats-predicates.tsv").size()
                        + lines("ats-combinations.tsv").size())
                .isEqualTo(351);
        assertThat(count(PLACES, "")).isEqualTo(243);
        assertThat(count("ne_110m_admin_0_countries", "")).isEqualTo(177);
        assertThat(count("ne_110m_rivers_lake_centerlines", "")).isEqualTo(13);
    }

    @ParameterizedTest(name = "/conf/{0}/test-data: {2}")
    @MethodSource("predicates")
    void takesAsManyFeaturesAsExpected(String conformanceClass, String layer, String predicate, int expected) {
        assertThat(count(layer, filter(predicate)))
                .as(conformanceClass)
                .isEqualTo(ERRATA.getOrDefault(predicate, expected));
    }

    @DisplayName("/conf/basic-cql2/logical")
    @ParameterizedTest
    @MethodSource("combinations")
    void combinesPredicatesByThreeValues(String filter, int expected) {
        assertThat(count(PLACES, filter(filter))).isEqualTo(expected);
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> text = Files.list(SharedFolder.file("cql2/examples/text"));
                Stream<Path> json = Files.list(SharedFolder.file("cql2/examples/json"))) {
            return Stream.concat(text, json).sorted().toList().stream();
        }
    }

    @Test
    void hasAllExamples() throws IOException {
        assertThat(examples()).hasSize(229);
    }

    /** They speak of layers that are not here: what is unknown is refused by name, and nothing breaks. */
    @ParameterizedTest
    @MethodSource("examples")
    void answersEveryExampleOrSaysWhatItDoesNotKnow(Path example) throws IOException {
        boolean json = example.toString().endsWith(".json");
        HttpResponse<String> answer = server.get("/ogc/collections/%s/items?filter-lang=cql2-%s%s"
                .formatted(PLACES, json ? "json" : "text", filter(Files.readString(example))));

        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400);
        if (answer.statusCode() == 400) {
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("\"parameter\":\"filter\"");
        }
    }

    private static String filter(String text) {
        return "&filter=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What the count says and what the features are that come must be the same. */
    private static int count(String layer, String more) {
        HttpResponse<String> answer = server.get("/ogc/collections/" + layer + "/items?limit=1000" + more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode page = TubanServer.json(answer);
        assertThat(page.get("features").size())
                .isEqualTo(page.get("numberReturned").asInt())
                .isEqualTo(page.get("numberMatched").asInt());
        HttpResponse<String> one = server.get("/ogc/collections/" + layer + "/items?limit=1" + more);
        assertThat(TubanServer.json(one).get("numberMatched").asInt())
                .isEqualTo(page.get("features").size());
        return page.get("features").size();
    }
}
