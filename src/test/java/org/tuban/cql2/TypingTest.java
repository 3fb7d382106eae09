package org.tuban.cql2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.tuban.cql2.Condition.Compare;
import org.tuban.geo.CoordinateSystem;
import org.tuban.geo.CoordinateSystems;

/** From what is written to what is meant: names, kinds, shapes. */
class TypingTest {

    private static final Scalar AREA = new Scalar.Property("area", Kind.NUMBER);
    private static final Scalar DAY = new Scalar.Property("day", Kind.DATE);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "area = 'x' | filter, line 1, column 8: found 'x'; allowed is a number to go with \"area\"",
                "5 = name | filter, line 1, column 1: found 5; allowed is a text to go with \"name\"",
                "name = area | filter, line 1, column 8: found \"area\", which is a number; allowed is a text to go with \"name\"",
                "day = '2026-03-02' | filter, line 1, column 7: found '2026-03-02'; allowed is a date such as DATE('2026-03-02') to go with \"day\"",
                "day > TIMESTAMP('2026-03-02T00:00:00Z') | filter, line 1, column 7: found TIMESTAMP('2026-03-02T00:00:00Z'); allowed is a date such as DATE('2026-03-02') to go with \"day\"",
                "moment > DATE('2026-03-02') | filter, line 1, column 10: found DATE('2026-03-02'); allowed is a timestamp such as TIMESTAMP('2026-03-02T08:30:00Z') to go with \"moment\"",
                "T_AFTER(moment, INTERVAL('2026-03-02', '..')) | filter, line 1, column 26: found DATE('2026-03-02'); allowed is a timestamp such as TIMESTAMP('2026-03-02T08:30:00Z') to go with \"moment\"",
                "T_AFTER(day, INTERVAL('2026-03-02', '2026-03-02T00:00:00Z')) | filter, line 1, column 37: found TIMESTAMP('2026-03-02T00:00:00Z'); allowed is a date such as DATE('2026-03-02') to go with DATE('2026-03-02')",
                "T_AFTER(day, INTERVAL('2026-03-02', '2026-03-01')) | filter, line 1, column 14: found INTERVAL('2026-03-02', '2026-03-01'); allowed is an interval whose start is not after its end",
                "T_AFTER(name, DATE('2026-03-02')) | filter, line 1, column 9: found \"name\", which is a text; allowed is a date, timestamp, interval, or a property that is one of them",
                "T_DURING(day, INTERVAL('2026-03-02', '..')) | filter, line 1, column 10: found \"day\", which is a date; allowed is an interval such as INTERVAL('2026-01-01', '..'); of instants ask T_INTERSECTS, T_BEFORE, T_AFTER, T_EQUALS or T_DISJOINT",
                "area LIKE 'x' | filter, line 1, column 1: found \"area\", which is a number; allowed is a text",
                "area IN (1, 'x') | filter, line 1, column 13: found 'x'; allowed is a number to go with \"area\"",
                "area BETWEEN 1 AND 'x' | filter, line 1, column 20: found 'x'; allowed is a number to go with \"area\"",
                "name + 1 = 2 | filter, line 1, column 1: found \"name\", which is a text; allowed is a number",
                "area = 1 / 0 | filter, line 1, column 8: found 1 / 0; allowed is arithmetic with a finite result",
                "area = 1e300 * 1e300 | filter, line 1, column 8: found 1.0E300 * 1.0E300; allowed is arithmetic with a finite result",
                "CASEI(area) = 'x' | filter, line 1, column 7: found \"area\", which is a number; allowed is a text",
                "length(name, 2) = 1 | filter, line 1, column 1: found length(\"name\", 2); allowed is length with 1 argument",
                "foo(name) = 1 | filter, line 1, column 1: found foo(\"name\"); allowed is one of the functions casei, accenti, lower, upper, length, abs, floor, ceil, year, month",
                "name | filter, line 1, column 1: found \"name\", which is a text; allowed is a condition",
                "length(name) | filter, line 1, column 1: found length(\"name\"); allowed is a condition",
                "open AND area | filter, line 1, column 10: found \"area\", which is a number; allowed is a condition",
                "geom = 1 | filter, line 1, column 1: found \"geom\", which is a shape; allowed is one value: a text, number, boolean, date or timestamp",
                "S_INTERSECTS(name, POINT(1 2)) | filter, line 1, column 14: found \"name\", which is a text; allowed is a shape in the filter or the property geom",
                "S_INTERSECTS(geom, buffer(geom, 1)) | filter, line 1, column 20: found buffer(\"geom\", 1); allowed is a shape in the filter or the property geom",
                "S_INTERSECTS(geom, POINT(181 2)) | filter, line 1, column 20: found a position that is not on the earth; allowed is longitudes from -180 to 180 and latitudes from -90 to 90; axes are longitude and latitude",
                "S_INTERSECTS(geom, BBOX(170,0,190,1)) | filter, line 1, column 20: found a position that is not on the earth; allowed is longitudes from -180 to 180 and latitudes from -90 to 90; axes are longitude and latitude",
                "S_INTERSECTS(geom, BBOX(1,3,2,1)) | filter, line 1, column 20: found BBOX(1, 3, 2, 1); allowed is a south that is not above the north",
                "S_INTERSECTS(geom, BBOX(1,1,9,2,2,8)) | filter, line 1, column 20: found BBOX(1, 1, 9, 2, 2, 8); allowed is a low height that is not above the high one",
                "S_INTERSECTS(geom, POLYGON((0 0,1 1,1 0,0 1,0 0))) | filter, line 1, column 20: found Self-intersection at POINT (0.500000000 0.500000000); allowed is a valid shape: rings that do not cross, holes inside, lines with a length",
                "A_CONTAINS(name, ('x')) | filter, line 1, column 12: found \"name\", which is a text; allowed is a list in the filter or a property that is one",
                "A_CONTAINS(uses, (1)) | filter, line 1, column 18: found (1); allowed is a list of texts",
                "A_CONTAINS(uses, ('x', 1)) | filter, line 1, column 24: found 1; allowed is a text to go with 'x'",
                "A_CONTAINS((1), ('x')) | filter, line 1, column 17: found ('x'); allowed is a number to go with (1)",
                "A_CONTAINS(uses, (('x', 'y'), 'z')) | filter, line 1, column 19: found ('x', 'y'); allowed is one value: a text, number, boolean, date or timestamp"
            })
    void refusesWhatDoesNotGoTogether(String filter, String message) {
        assertThatThrownBy(() -> Parcels.read(filter)).hasMessage(message);
    }

    @Test
    void namesWhatThereIsInsteadOfWhatThereIsNot() {
        Queryables two = new Queryables(Map.of("area", AREA)).only(List.of("area", "gone"));
        assertThatThrownBy(() -> Cql2Text.read("area = 1 AND areas = 1", Limits.IN_ADDRESS)
                        .on(two, CoordinateSystems.CRS84))
                .hasMessage("filter, line 1, column 14: found the property \"areas\"; allowed is one of area");
    }

    @Test
    void desugarsBetweenAndNegations() {
        assertThat(Parcels.read("area NOT BETWEEN 1 AND 2.5"))
                .isEqualTo(new Condition.Not(new Condition.And(List.of(
                        new Compare(Compare.Operator.AT_LEAST, AREA, number(1L)),
                        new Compare(Compare.Operator.AT_MOST, AREA, number(2.5))))));
    }

    @Test
    void worksOutWhatDependsOnNoFeature() {
        assertThat(Parcels.read("area = 1 + 2 * 3")).isEqualTo(new Compare(Compare.Operator.EQUAL, AREA, number(7L)));
        assertThat(Parcels.read("area = abs(-2.5)")).isEqualTo(new Compare(Compare.Operator.EQUAL, AREA, number(2.5)));
        assertThat(Parcels.read("name LIKE CASEI('X%')"))
                .isEqualTo(new Condition.Like(
                        new Scalar.Property("name", Kind.TEXT), new Scalar.Literal("x%", Kind.TEXT)));
        assertThat(Parcels.read("1 < 2")).isEqualTo(new Condition.Constant(true));
        assertThat(Parcels.read("'a' LIKE '_' AND 1 IN (2)"))
                .isEqualTo(new Condition.And(List.of(new Condition.Constant(true), new Condition.Constant(false))));
        assertThat(Parcels.read("S_CONTAINS(BBOX(0,0,2,2), POINT(1 1))")).isEqualTo(new Condition.Constant(true));
        assertThat(Parcels.read("A_EQUALS((1, 2), (2, 1, 1.0))")).isEqualTo(new Condition.Constant(true));
        assertThat(Parcels.read("'x' IS NULL")).isEqualTo(new Condition.Constant(false));
        assertThat(Parcels.read("POINT(1 1) IS NULL")).isEqualTo(new Condition.Constant(false));
    }

    @Test
    void takesBooleansForConditions() {
        assertThat(Parcels.read("open")).isEqualTo(new Condition.Holds(new Scalar.Property("open", Kind.BOOLEAN)));
        assertThat(Parcels.read("TRUE")).isEqualTo(new Condition.Constant(true));
    }

    @Test
    void asksWhetherAnythingIsAbsent() {
        assertThat(Parcels.read("geom IS NULL")).isEqualTo(new Condition.IsNull(new Operand.Stored()));
        assertThat(Parcels.read("uses IS NULL")).isEqualTo(new Condition.IsNull(new Operand.ListProperty("uses")));
        assertThat(Parcels.read("(open) IS NULL"))
                .isEqualTo(new Condition.IsNull(new Scalar.Property("open", Kind.BOOLEAN)));
        assertThat(Parcels.read("(area > 1) IS NULL"))
                .isEqualTo(new Condition.IsUnknown(new Compare(Compare.Operator.GREATER, AREA, number(1L))));
        assertThat(Parcels.read("INTERVAL(day, '..') IS NULL")).isEqualTo(new Condition.IsNull(DAY));
    }

    @Test
    void makesOpenEndsComparisonsThatStayUnknownForAbsentTimes() {
        Compare always = new Compare(Compare.Operator.EQUAL, DAY, DAY);
        Compare never = new Compare(Compare.Operator.NOT_EQUAL, DAY, DAY);
        assertThat(Parcels.read("T_AFTER(day, INTERVAL('2026-03-02', '..'))")).isEqualTo(never);
        assertThat(Parcels.read("T_INTERSECTS(day, INTERVAL('..', '..'))"))
                .isEqualTo(new Condition.And(List.of(always, always)));
    }

    @Test
    void cutsTimesToTheMillisecond() {
        assertThat(Parcels.read("moment < TIMESTAMP('2026-03-02T08:30:00.1239Z')"))
                .isEqualTo(new Compare(
                        Compare.Operator.LESS,
                        new Scalar.Property("moment", Kind.TIMESTAMP),
                        new Scalar.Literal(Instant.parse("2026-03-02T08:30:00.123Z"), Kind.TIMESTAMP)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S_INTERSECTS(geom, BBOX(170, -10, -170, 10))",
                "S_INTERSECTS(geom, BBOX(170, -10, 5, -170, 10, 9))"
            })
    void splitsBoxesAtTheAntimeridian(String filter) {
        assertThat(given(filter, CoordinateSystems.CRS84).getNumGeometries()).isEqualTo(2);
        assertThat(Parcels.ask(filter, Parcels.shaped("POINT (175 0)"))).isTrue();
        assertThat(Parcels.ask(filter, Parcels.shaped("POINT (-175 0)"))).isTrue();
        assertThat(Parcels.ask(filter, Parcels.shaped("POINT (0 0)"))).isFalse();
    }

    @Test
    void readsAxesInTheOrderOfTheReferenceSystem() {
        CoordinateSystem latitudeFirst = CoordinateSystems.STORAGE;
        Geometry point = given("S_INTERSECTS(geom, POINT(28.6 121.25 7))", latitudeFirst);
        assertThat(point.toText()).isEqualTo("POINT (121.25 28.6)");
        assertThat(point.getSRID()).isEqualTo(4490);
        assertThat(point.getCoordinate().getZ()).isNaN();
        assertThat(given("S_INTERSECTS(geom, BBOX(28, 120, 29, 121))", latitudeFirst)
                        .getEnvelopeInternal()
                        .toString())
                .isEqualTo("Env[120.0 : 121.0, 28.0 : 29.0]");
        assertThat(given("S_INTERSECTS(geom, BBOX(-10, 170, 10, -170))", latitudeFirst)
                        .getNumGeometries())
                .isEqualTo(2);
        assertThat(given("S_INTERSECTS(geom, BBOX(5, 6, 5, 6))", CoordinateSystems.CRS84)
                        .toText())
                .isEqualTo("POINT (5 6)");
    }

    @Test
    void followsTheSidesOfProjectedBoxes() {
        CoordinateSystem metres =
                CoordinateSystems.with(List.of()).find("EPSG:4549").orElseThrow();
        Geometry box = given("S_INTERSECTS(geom, BBOX(3160000, 500000, 3170000, 600000))", metres);
        assertThat(box.getNumPoints()).isGreaterThan(64);
        assertThat(box.getEnvelopeInternal().getMinX()).isBetween(119.999, 120.001);
        assertThatThrownBy(() -> given("S_INTERSECTS(geom, BBOX(3160000, 600000, 3170000, 500000))", metres))
                .hasMessageEndingWith("allowed is a west that is not beyond the east; axes are northing and easting");
    }

    private static Geometry given(String filter, CoordinateSystem system) {
        Condition condition = Cql2Text.read(filter, Limits.IN_ADDRESS).on(Parcels.QUERYABLES, system);
        return ((Operand.Given) ((Condition.Spatial) condition).right()).geometry();
    }

    private static Scalar number(Number value) {
        return new Scalar.Literal(value, Kind.NUMBER);
    }
}
