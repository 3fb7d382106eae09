package org.tuban.cql2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conditions say of features, unknown included. */
class EvaluationTest {

    private static final Row ABSENT = Parcels.row(Map.of());
    private static final Row PARCEL = Parcels.row(Map.of(
            "name",
            "方山下",
            "area",
            2.5,
            "size",
            9_007_199_254_740_993L,
            "open",
            true,
            "day",
            LocalDate.parse("2026-03-02"),
            "moment",
            Instant.parse("2026-03-02T08:30:00.250Z"),
            "uses",
            List.of("road", "park", "road")));

    @DisplayName("/req/basic-cql2/cql2-filter")
    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "T, T, T, T",
        "T, F, F, T",
        "F, T, F, T",
        "F, F, F, F",
        "T, U, U, T",
        "F, U, F, U",
        "U, T, U, T",
        "U, F, F, U",
        "U, U, U, U"
    })
    void combinesThreeValuesAsTheStandardsTableSays(char left, char right, char and, char or) {
        String ours = written(left);
        String theirs = written(right);
        assertThat(letter(ours + " AND " + theirs)).isEqualTo(and);
        assertThat(letter(ours + " OR " + theirs)).isEqualTo(or);
        assertThat(letter("NOT (" + ours + ")")).isEqualTo(left == 'U' ? 'U' : left == 'T' ? 'F' : 'T');
        assertThat(letter("(" + ours + " AND " + theirs + ") IS NULL")).isEqualTo(and == 'U' ? 'T' : 'F');
    }

    private static String written(char truth) {
        return truth == 'T' ? "open" : truth == 'F' ? "NOT open" : "area > 1";
    }

    private static char letter(String filter) {
        Boolean answer = Parcels.ask(filter, Parcels.row(Map.of("open", true)));
        return answer == null ? 'U' : answer ? 'T' : 'F';
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "name = '方山下' | true",
                "name < '方山\uD840\uDC00' | true",
                "'\uFFFD' < '\uD840\uDC00' | true",
                "area >= 2.5 | true",
                "area > 2 | true",
                "size = 9007199254740993 | true",
                "size > 9007199254740992.0 | true",
                "size > 1e300 | false",
                "open | true",
                "open > FALSE | true",
                "day = DATE('2026-03-02') | true",
                "day <> DATE('2026-03-02') | false",
                "moment < TIMESTAMP('2026-03-02T08:30:00.251Z') | true",
                "name LIKE '方_下' | true",
                "name NOT LIKE '方%' | false",
                "name IN ('x', '方山下') | true",
                "area NOT IN (1, 2) | true",
                "area IN (size, 2.5) | true",
                "area * 2 = 5 | true",
                "area div 2 = 1 AND -area div 2 = -1 | true",
                "5 % 2 = 1 AND -5 % 2 = -1 AND area % 2 = 0.5 | true",
                "2 ^ 3 = 8 AND area ^ 2 = 6.25 | true",
                "length(name) = 3 | true",
                "length('\uD840\uDC00') = 1 | true",
                "upper('straße') = 'STRASSE' AND lower('İ') = 'i̇' | true",
                "abs(-area) = 2.5 AND floor(area) = 2 AND ceil(area) = 3 | true",
                "abs(-9223372036854775808) = 9223372036854775808 | true",
                "year(day) = 2026 AND month(day) = 3 | true",
                "A_EQUALS(uses, ('park', 'road')) | true",
                "A_EQUALS(uses, ('park')) | false",
                "A_CONTAINS(uses, ('park')) | true",
                "A_CONTAINS(uses, ()) | true",
                "A_CONTAINEDBY(uses, ('park', 'road', 'x')) | true",
                "A_OVERLAPS(uses, ('x', 'road')) | true",
                "A_OVERLAPS(uses, ()) | false",
                "A_CONTAINS((name), ('方山下')) | true",
                "area IS NULL | false",
                "uses IS NOT NULL | true"
            })
    void saysWhatIsSo(String filter, boolean expected) {
        assertThat(Parcels.ask(filter, PARCEL)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "name = 'x' | UNKNOWN",
                "name LIKE '%' | UNKNOWN",
                "area IN (1) | UNKNOWN",
                "area + 1 = 1 | UNKNOWN",
                "length(name) = 0 | UNKNOWN",
                "open | UNKNOWN",
                "S_INTERSECTS(geom, POINT(1 2)) | UNKNOWN",
                "S_DISJOINT(geom, geom) | UNKNOWN",
                "A_CONTAINS(uses, ()) | UNKNOWN",
                "A_OVERLAPS((name), ('x')) | UNKNOWN",
                "T_AFTER(day, INTERVAL('2026-03-02', '..')) | UNKNOWN",
                "(area > 1) IS NULL | TRUE",
                "area IS NULL AND geom IS NULL AND uses IS NULL | TRUE",
                "area + 1 IS NULL | TRUE"
            })
    void saysUnknownOfWhatIsAbsent(String filter, String expected) {
        assertThat(answer(Parcels.ask(filter, ABSENT))).isEqualTo(expected);
        assertThat(new Evaluation(Parcels.read(filter)).takes(ABSENT)).isEqualTo(expected.equals("TRUE"));
    }

    @Test
    void findsNoNumberWhereArithmeticHasNone() {
        Row zero = Parcels.row(Map.of("area", 0.0, "size", 1L));
        assertThat(Parcels.ask("size / area = 1", zero)).isNull();
        assertThat(Parcels.ask("size % area = 1", zero)).isNull();
        assertThat(Parcels.ask("(area - size) ^ 0.5 = 1", zero)).isNull();
        assertThat(Parcels.ask("area * -1 = area", zero)).isTrue();
    }

    @Test
    void looksForOneOfSeveralEvenIfOthersAreAbsent() {
        Row row = Parcels.row(Map.of("area", 1L));
        assertThat(Parcels.ask("area IN (size, 1)", row)).isTrue();
        assertThat(Parcels.ask("area IN (size, 2)", row)).isNull();
    }

    @DisplayName("/req/spatial-functions")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "POINT (1 1) | S_INTERSECTS S_WITHIN",
                "POINT (0 0) | S_INTERSECTS S_TOUCHES",
                "POINT (5 5) | S_DISJOINT",
                "POLYGON ((0 0, 0 2, 2 2, 2 0, 0 0)) | S_INTERSECTS S_EQUALS S_WITHIN S_CONTAINS",
                "POLYGON ((1 1, 1 3, 3 3, 3 1, 1 1)) | S_INTERSECTS S_OVERLAPS",
                "POLYGON ((-1 -1, -1 3, 3 3, 3 -1, -1 -1)) | S_INTERSECTS S_CONTAINS",
                "POLYGON ((2 0, 2 2, 4 2, 4 0, 2 0)) | S_INTERSECTS S_TOUCHES",
                "LINESTRING (-1 1, 3 1) | S_INTERSECTS S_CROSSES",
                "LINESTRING (0 0, 2 0) | S_INTERSECTS S_TOUCHES",
                "LINESTRING (0.5 1, 1 1) | S_INTERSECTS S_WITHIN",
                "MULTIPOINT ((1 1), (9 9)) | S_INTERSECTS S_CROSSES",
                "GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (0.5 1, 1 1)) | S_INTERSECTS S_WITHIN"
            })
    void relatesShapes(String wkt, String relations) {
        Row row = Parcels.shaped(wkt);
        for (String relation : List.of(
                "S_INTERSECTS S_DISJOINT S_EQUALS S_TOUCHES S_CROSSES S_WITHIN S_CONTAINS S_OVERLAPS".split(" "))) {
            boolean holds = List.of(relations.split(" ")).contains(relation);
            String turned =
                    relation.equals("S_WITHIN") ? "S_CONTAINS" : relation.equals("S_CONTAINS") ? "S_WITHIN" : relation;
            assertThat(Parcels.ask(relation + "(geom, BBOX(0, 0, 2, 2))", row))
                    .as(relation)
                    .isEqualTo(holds);
            assertThat(Parcels.ask(turned + "(BBOX(0, 0, 2, 2), geom)", row))
                    .as(turned)
                    .isEqualTo(holds);
        }
        assertThat(Parcels.ask("S_EQUALS(geom, geom)", row)).isTrue();
    }

    private static String answer(@Nullable Boolean answer) {
        return answer == null ? "UNKNOWN" : answer ? "TRUE" : "FALSE";
    }
}
