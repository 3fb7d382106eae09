package org.tuban.cql2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuban.geo.CoordinateSystems;

/** Every predicate of the abstract test suite (OGC 21-065r2, Annex A) on its data, evaluated in memory. */
@Tag("shared")
class OfficialPredicatesTest {

    /** How a row of the table of combinations becomes one filter: test /conf/basic-cql2/logical. */
    private static final String COMBINED = "(NOT (%2$s) AND %1$s) OR (%3$s and %4$s) or not (%1$s OR %4$s)";

    /**
     * Predicates whose count in the table contradicts its own data: three names begin with Ch (Chișinău, Chicago and
     * Chengdu), one of them with Chis. Source: opengeospatial/ogcapi-features, issue 1011.
     */
    private static final Map<String, Long> ERRATA = Map.of(
            "ACCENTI(name) LIKE accenti('Ch%')", 3L,
            "ACCENTI(CASEI(name)) LIKE accenti(casei('Chiș%'))", 1L,
            "ACCENTI(CASEI(name)) LIKE accenti(casei('cHis%'))", 1L);

    private static final Map<String, OfficialData.Table> TABLES = new ConcurrentHashMap<>();

    static Stream<Arguments> predicates() {
        return OfficialData.lines("ats-predicates.tsv").stream()
                .map(row -> Arguments.of(row[0], row[2], row[3], Long.parseLong(row[4])));
    }

    static Stream<Arguments> combinations() {
        return OfficialData.lines("ats-combinations.tsv").stream()
                .map(row -> Arguments.of(COMBINED.formatted(row[0], row[1], row[2], row[3]), Long.parseLong(row[4])));
    }

    @ParameterizedTest(name = "/conf/{0}/test-data: {2}")
    @MethodSource("predicates")
    void takesAsManyFeaturesAsExpected(String conformanceClass, String layer, String predicate, long expected) {
        assertThat(count(layer, predicate)).isEqualTo(ERRATA.getOrDefault(predicate, expected));
    }

    @DisplayName("/conf/basic-cql2/logical")
    @ParameterizedTest
    @MethodSource("combinations")
    void combinesPredicatesByThreeValues(String filter, long expected) {
        assertThat(count("ne_110m_populated_places_simple", filter)).isEqualTo(expected);
    }

    /** By the text encoding, and again by the JSON written from it. */
    private static long count(String layer, String filter) {
        OfficialData.Table table = TABLES.computeIfAbsent(layer, OfficialData::read);
        ParsedFilter text = Cql2Text.read(filter, Limits.IN_ADDRESS);
        ParsedFilter json = Cql2Json.read(Cql2Json.write(text.syntax()).toString(), Limits.IN_ADDRESS);
        assertThat(json.syntax()).isEqualTo(text.syntax());
        long count = count(table, text);
        assertThat(count(table, json)).isEqualTo(count);
        return count;
    }

    private static long count(OfficialData.Table table, ParsedFilter filter) {
        Evaluation evaluation = new Evaluation(filter.on(table.queryables(), CoordinateSystems.CRS84));
        return table.rows().stream().filter(evaluation::takes).count();
    }
}
