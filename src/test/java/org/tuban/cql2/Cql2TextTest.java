package org.tuban.cql2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuban.http.Problem;

/** The text encoding (OGC 21-065r2, requirements class CQL2 Text), shown by the JSON that says the same. */
class Cql2TextTest {

    @DisplayName("/req/basic-cql2/cql2-filter")
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "a=1 OR b=2 AND NOT c=3 | (or (= a 1) (and (= b 2) (not (= c 3))))",
                "(a=1 OR b=2) AND c=3 | (and (or (= a 1) (= b 2)) (= c 3))",
                "a=1 and b=2 aNd c=3 | (and (= a 1) (= b 2) (= c 3))",
                "(a=1 AND b=2) AND c=3 | (and (and (= a 1) (= b 2)) (= c 3))",
                "NOT a < 5 | (not (< a 5))",
                "a <> 1 | (<> a 1)",
                "a < > 1 | (<> a 1)",
                "a >= 1 | (>= a 1)",
                "a <= -1 | (<= a -1)",
                "TRUE | true",
                "FALSE <> f(a) | (<> false (f a))",
                "f() | (f)",
                "flag | flag",
                "a IS NULL | (isNull a)",
                "a is not null | (not (isNull a))",
                "(a = 1) IS NULL | (isNull (= a 1))"
            })
    void readsLogicAndComparisons(String filter, String expected) {
        assertThat(shown(filter)).isEqualTo(expected);
    }

    @DisplayName("/req/advanced-comparison-operators")
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "a LIKE 'x%' | (like a 'x%')",
                "CASEI(a) not like casei('X%') | (not (like (casei a) (casei 'X%')))",
                "a BETWEEN 1 AND 2 AND b=3 | (and (between a 1 2) (= b 3))",
                "a NOT BETWEEN 1 AND 2 + 3 | (not (between a 1 (+ 2 3)))",
                "NOT a BETWEEN 1 AND 2 | (not (between a 1 2))",
                "a IN (1, 2) | (in a [1 2])",
                "a NOT IN ('x') | (not (in a ['x']))",
                "a IN (b, 2*3) | (in a [b (* 2 3)])"
            })
    void readsAdvancedComparisons(String filter, String expected) {
        assertThat(shown(filter)).isEqualTo(expected);
    }

    @DisplayName("/req/arithmetic/arithmetic")
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "a = 1 + 2 * 3 ^ 4 | (= a (+ 1 (* 2 (^ 3 4))))",
                "a = 1 - 2 - 3 | (= a (- (- 1 2) 3))",
                "a = 1 - (2 - 3) | (= a (- 1 (- 2 3)))",
                "a = 8 / 4 div 2 % 3 | (= a (% (div (/ 8 4) 2) 3))",
                "a = -2 ^ 2 | (= a (^ -2 2))",
                "a = 2 ^ -2 | (= a (^ 2 -2))",
                "a = - b * 2 | (= a (* (* -1 b) 2))",
                "a-1 = 2-b | (= (- a 1) (- 2 b))",
                "a = +5 | (= a 5)",
                "a = .5 | (= a 0.5)",
                "a = 5. | (= a 5)",
                "a = 1.5e3 | (= a 1500)",
                "a = 1E-3 | (= a 0.001)",
                "a = 9007199254740993 | (= a 9007199254740993)",
                "a = 9223372036854775808 | (= a 9.223372036854776E18)",
                "a = -9223372036854775808 | (= a -9223372036854775808)",
                "(a + 1) * 2 > 4 | (> (* (+ a 1) 2) 4)"
            })
    void readsArithmeticInTheOrderOfItsOperators(String filter, String expected) {
        assertThat(shown(filter)).isEqualTo(expected);
    }

    @DisplayName("/req/basic-cql2/property")
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "eo:cloud_cover < 1 | (< eo:cloud_cover 1)",
                "a.b.c < 1 | (< a.b.c 1)",
                "名称 = '方山下' | (= 名称 '方山下')",
                "\uD840\uDC00 = 1 | (= \uD840\uDC00 1)",
                "\"date\" = 1 | (= date 1)",
                "\"and\" = 1 | (= and 1)",
                "\"a \"\"b\" = 1 | (= a \"b 1)",
                "date = 1 | (= date 1)",
                "point = 1 | (= point 1)"
            })
    void readsNames(String filter, String expected) {
        assertThat(shown(filter)).isEqualTo(expected);
    }

    @DisplayName("/req/cql2-text/escaping")
    @Test
    void readsEscapesInTexts() {
        assertThat(text("a = 'Via dell''Avvento'")).isEqualTo("Via dell'Avvento");
        assertThat(text("a = 'Via dell\\'Avvento'")).isEqualTo("Via dell'Avvento");
        assertThat(text("a = '\\a\\b\\t\\n\\v\\f\\r'")).isEqualTo("\u0007\b\t\n\u000B\f\r");
        assertThat(text("a = '\\\\n'")).isEqualTo("\\n");
        // What is no escape of texts is left to LIKE.
        assertThat(text("a = '100\\%'")).isEqualTo("100\\%");
        assertThat(text("a = 'two\nlines'")).isEqualTo("two\nlines");
    }

    @DisplayName("/req/basic-spatial-functions, /req/spatial-functions")
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "s_intersects(g, POINT(1 2)) | {\"type\":\"Point\",\"coordinates\":[1,2]}",
                "S_WITHIN(g, POINT Z (1 2 3)) | {\"type\":\"Point\",\"coordinates\":[1,2,3]}",
                "S_WITHIN(g, POINT(1.5 -2e0 3)) | {\"type\":\"Point\",\"coordinates\":[1.5,-2,3]}",
                "S_EQUALS(g, LINESTRING(1 2,3 4)) | {\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}",
                "S_EQUALS(g, MULTIPOINT((1 2),(3 4))) | {\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4]]}",
                "S_EQUALS(g, MULTIPOINT(1 2,3 4)) | {\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4]]}",
                "S_TOUCHES(g, POLYGON((0 0,1 0,1 1,0 0))) | {\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}",
                "S_CROSSES(g, MULTILINESTRING((0 0,1 0))) | {\"type\":\"MultiLineString\",\"coordinates\":[[[0,0],[1,0]]]}",
                "S_OVERLAPS(g, MULTIPOLYGON(((0 0,1 0,1 1,0 0)))) | {\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1,0],[1,1],[0,0]]]]}",
                "S_DISJOINT(g, GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(1 2,3 4))) | {\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1,2]},{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}]}",
                "S_CONTAINS(g, BBOX(1,2,3,4)) | {\"bbox\":[1,2,3,4]}",
                "S_CONTAINS(g, bbox(1,2,-3,4,5,6)) | {\"bbox\":[1,2,-3,4,5,6]}"
            })
    void readsShapes(String filter, String expected) {
        var args = Cql2Json.write(read(filter)).get("args");
        assertThat(args.get(0).toString()).isEqualTo("{\"property\":\"g\"}");
        assertThat(args.get(1).toString()).isEqualTo(expected);
    }

    @DisplayName("/req/temporal-functions")
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "T_AFTER(d, DATE('2026-03-02')) | {\"date\":\"2026-03-02\"}",
                "t_metby(d, timestamp('2026-03-02T08:30:00.250Z')) | {\"timestamp\":\"2026-03-02T08:30:00.250Z\"}",
                "T_DURING(d, INTERVAL('2026-03-02', '..')) | {\"interval\":[\"2026-03-02\",\"..\"]}",
                "T_DURING(d, interval(a, f(b))) | {\"interval\":[{\"property\":\"a\"},{\"op\":\"f\",\"args\":[{\"property\":\"b\"}]}]}"
            })
    void readsTimes(String filter, String expected) {
        assertThat(Cql2Json.write(read(filter)).get("args").get(1).toString()).isEqualTo(expected);
    }

    @DisplayName("/req/array-functions/array-predicates")
    @Test
    void readsLists() {
        assertThat(shown("A_CONTAINS(a, ('x'))")).isEqualTo("(a_contains a ['x'])");
        assertThat(shown("a_containedby((), a)")).isEqualTo("(a_containedBy [] a)");
        assertThat(shown("A_EQUALS((b), (1, 2+3, TRUE))")).isEqualTo("(a_equals [b] [1 (+ 2 3) true])");
        assertThat(shown("A_OVERLAPS(a, (DATE('2026-03-02'), (1, 2)))"))
                .isEqualTo("(a_overlaps a [{\"date\":\"2026-03-02\"} [1 2]])");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "a = | line 1, column 4 | the end",
                "a = 'x | line 1, column 5 | a quotation without an end",
                "a ? 1 | line 1, column 3 | the character U+003F",
                "a = 1 b | line 1, column 7 | b",
                "a = b = c | line 1, column 7 | '='",
                "a = 2^3^4 | line 1, column 8 | '^'",
                "NOT NOT a | line 1, column 5 | NOT",
                "a AND | line 1, column 6 | the end",
                "(a = 1 | line 1, column 7 | the end",
                "a = (1, 2) | line 1, column 5 | (1, 2)",
                "(a = 1) + 2 > 3 | line 1, column 2 | \"a\" = 1",
                "a LIKE b | line 1, column 8 | \"b\"",
                "1 | line 1, column 1 | 1",
                "a IN 1 | line 1, column 6 | 1",
                "a = DATE('2026-02-30') | line 1, column 5 | '2026-02-30'",
                "a = DATE(b) | line 1, column 10 | b",
                "a = TIMESTAMP('2026-02-03T24:00:00Z') | line 1, column 5 | '2026-02-03T24:00:00Z'",
                "a = TIMESTAMP('2026-02-03T12:00:00+08:00') | line 1, column 5 | '2026-02-03T12:00:00+08:00'",
                "T_AFTER(a, INTERVAL('x', '..')) | line 1, column 21 | 'x'",
                "T_AFTER(a, INTERVAL(DATE('2026-02-03'), '..')) | line 1, column 21 | DATE('2026-02-03')",
                "S_EQUALS(a, POINT EMPTY) | line 1, column 19 | EMPTY",
                "S_EQUALS(a, POINT M (1 2 3)) | line 1, column 19 | M",
                "S_EQUALS(a, POINT(1 2 3 4)) | line 1, column 25 | 4",
                "S_EQUALS(a, POINT(1e400 2)) | line 1, column 19 | 1e400",
                "S_EQUALS(a, LINESTRING(1 2)) | line 1, column 13 | a line of one position",
                "S_EQUALS(a, POLYGON((0 0,1 0,1 1,0 1))) | line 1, column 13 | an open ring",
                "S_EQUALS(a, POLYGON((0 0,1 0,0 0))) | line 1, column 13 | a ring of 3 positions",
                "S_EQUALS(a, BBOX(1,2,3)) | line 1, column 13 | 3 numbers",
                "S_EQUALS(a, GEOMETRYCOLLECTION(GEOMETRYCOLLECTION(POINT(1 2)))) | line 1, column 32 | GEOMETRYCOLLECTION",
                "S_EQUALS(a) | line 1, column 1 | s_equals with 1 argument",
                "S_EQUALS(a, 'x') | line 1, column 13 | 'x'",
                "A_EQUALS(a, 'x') | line 1, column 13 | 'x'",
                "a = 1 AND and = 2 | line 1, column 11 | and"
            })
    void saysWhereItStumbles(String filter, String place, String found) {
        assertThatThrownBy(() -> read(filter)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.members()).containsEntry("parameter", "filter").containsEntry("place", place);
            assertThat(problem.members()).containsEntry("value", found);
            assertThat(problem.getMessage())
                    .isEqualTo("filter, %s: found %s; allowed is %s"
                            .formatted(place, found, problem.members().get("allowed")));
        });
    }

    @Test
    void countsLinesAndCharacters() {
        assertThatThrownBy(() -> read("名称 = '\uD840\uDC00' AND\n  b = 'x\ny' AND ?"))
                .hasMessageStartingWith("filter, line 3, column 8: found the character U+003F");
    }

    @Test
    void holdsItsLimits() {
        assertThat(read("(".repeat(50) + "a" + ")".repeat(50))).isEqualTo(new Syntax.Property("a"));
        assertThatThrownBy(() -> read("(".repeat(51) + "a" + ")".repeat(51)))
                .hasMessageEndingWith("column 51: found one level more; allowed is at most 50 levels");
        assertThatThrownBy(() -> read("f(".repeat(4_000))).hasMessageContaining("at most 50 levels");
        assertThatThrownBy(() -> read("a = 1" + " + 1".repeat(60))).hasMessageContaining("at most 50 levels");
        assertThatThrownBy(() -> read("a = 1" + " OR a = 1".repeat(200)))
                .hasMessageContaining("at most 500 names, values and operators");
        assertThatThrownBy(() -> read("a = '" + "方".repeat(2_731) + "'"))
                .hasMessage("filter, as a whole: found 8199 bytes; allowed is at most 8192 bytes");
        assertThatThrownBy(() ->
                        Cql2Text.read("S_EQUALS(g, LINESTRING(0 0" + ",1 1".repeat(10_000) + "))", Limits.IN_BODY))
                .hasMessageContaining("at most 10000 positions");
        assertThatThrownBy(() -> read("a = " + "9".repeat(101))).hasMessageContaining("at most 100 characters");
        assertThatThrownBy(() -> read("a = 'x\0'")).hasMessageContaining("the character U+0000");
        assertThatThrownBy(() -> read("a = '\uD840'")).hasMessageContaining("the character U+D840");
    }

    @Test
    void neverRepeatsMuchOfWhatItRefuses() {
        assertThatThrownBy(() -> read("a = 1 " + "b".repeat(5_000)))
                .satisfies(problem -> assertThat(problem.getMessage()).hasSizeLessThan(200));
    }

    private static Syntax read(String filter) {
        return Cql2Text.read(filter, Limits.IN_ADDRESS).syntax();
    }

    private static String shown(String filter) {
        return SyntaxShown.of(read(filter));
    }

    private static String text(String filter) {
        return ((Syntax.Text) ((Syntax.Operation) read(filter)).args().get(1)).value();
    }
}
