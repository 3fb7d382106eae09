package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuban.ogc.FilterProbe.encoded;
import static org.tuban.ogc.FilterProbe.is;
import static org.tuban.ogc.FilterProbe.number;
import static org.tuban.ogc.FilterProbe.shape;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.tuban.feature.Feature;
import org.tuban.testing.Backend;

/**
 * The filter language over HTTP on both stores, requirement by requirement: CQL2 (OGC 21-065r2), one nested class for
 * each of its classes. What must come out is worked out here, feature by feature.
 */
@ParameterizedClass
@EnumSource(Backend.class)
class Cql2IT {

    private static FilterProbe probe;

    Cql2IT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        probe = new FilterProbe(backend);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        probe.close();
    }

    @Nested
    @DisplayName("CQL2 /conf/basic-cql2")
    class Basic {

        @Test
        @DisplayName("/req/basic-cql2/binary-comparison-predicate")
        void compares() {
            probe.expect("parcel", "area_stated_m2 >= 8311", parcel -> number(parcel, "area_stated_m2") >= 8311);
            probe.expect("parcel", "area_stated_m2 <> 8311", parcel -> number(parcel, "area_stated_m2") != 8311);
            probe.expect(
                    "parcel",
                    "status > 'SIGNING'",
                    parcel -> text(parcel, "status").compareTo("SIGNING") > 0);
        }

        @Test
        @DisplayName("/req/basic-cql2/null-predicate")
        void asksForAbsence() {
            probe.expect(
                    "parcel", "far_max IS NULL", parcel -> parcel.properties().get("far_max") == null);
            probe.expect(
                    "parcel",
                    "far_max IS NOT NULL",
                    parcel -> parcel.properties().get("far_max") != null);
        }

        @Test
        @DisplayName("/req/basic-cql2/cql2-filter: unknown is not true, and its opposite neither")
        void leavesOutWhatIsNotKnown() {
            probe.expect("parcel", "NOT (far_max = 2.5)", parcel -> {
                Object value = parcel.properties().get("far_max");
                return value != null && !value.equals(2.5);
            });
        }

        @Test
        @DisplayName("/req/basic-cql2/cql2-filter: AND before OR, brackets first")
        void bindsAsTheGrammarSays() {
            Predicate<Feature> signing = parcel -> is(parcel, "status", "SIGNING");
            Predicate<Feature> cleared = parcel -> is(parcel, "status", "CLEARED");
            Predicate<Feature> large = parcel -> number(parcel, "area_stated_m2") > 7500;

            probe.expect(
                    "parcel",
                    "status='CLEARED' OR status='SIGNING' AND area_stated_m2 > 7500",
                    cleared.or(signing.and(large)));
            probe.expect(
                    "parcel",
                    "(status='CLEARED' OR status='SIGNING') AND area_stated_m2 > 7500",
                    cleared.or(signing).and(large));
        }
    }

    @Nested
    @DisplayName("CQL2 /conf/advanced-comparison-operators")
    class AdvancedComparison {

        @Test
        @DisplayName("/req/advanced-comparison-operators/like-predicate")
        void findsPatterns() {
            probe.expect(
                    "parcel",
                    "location LIKE '方山下%'",
                    parcel -> text(parcel, "location").startsWith("方山下"));
            probe.expect(
                    "parcel", "name LIKE '%_1号'", parcel -> text(parcel, "name").endsWith("1号"));
        }

        @Test
        @DisplayName("/req/advanced-comparison-operators/between-predicate")
        void findsRanges() {
            probe.expect(
                    "parcel",
                    "area_stated_m2 BETWEEN 7077 AND 8311",
                    parcel -> number(parcel, "area_stated_m2") >= 7077 && number(parcel, "area_stated_m2") <= 8311);
        }

        @Test
        @DisplayName("/req/advanced-comparison-operators/in-predicate")
        void findsMembers() {
            List<String> wanted = List.of("SIGNING", "CLEARED", "NOWHERE");

            probe.expect(
                    "parcel",
                    "status IN ('SIGNING','CLEARED','NOWHERE')",
                    parcel -> wanted.contains(text(parcel, "status")));
        }
    }

    @Nested
    @DisplayName("CQL2 /conf/case-insensitive-comparison, /conf/accent-insensitive-comparison")
    class InsensitiveComparison {

        @Test
        @DisplayName("/req/case-insensitive-comparison/casei-function")
        void passesCaseOver() {
            probe.expect(
                    "enterprise",
                    "CASEI(name_en) LIKE CASEI('%TRADE CO., LTD.')",
                    enterprise ->
                            text(enterprise, "name_en").toLowerCase(Locale.ROOT).endsWith("trade co., ltd."));
        }

        @Test
        @DisplayName("/req/accent-insensitive-comparison/accenti-function")
        void passesMarksOver() {
            probe.expect(
                    "enterprise",
                    "ACCENTI(name_en) LIKE ACCENTI('Žhéjiang%')",
                    enterprise -> text(enterprise, "name_en").startsWith("Zhejiang"));
        }
    }

    @Nested
    @DisplayName("CQL2 /conf/basic-spatial-functions, /conf/basic-spatial-functions-plus, /conf/spatial-functions")
    class Spatial {

        private static final String AREA =
                "POLYGON((121.2655 28.6205,121.268 28.6205,121.268 28.622,121.2655 28.622,121.2655 28.6205))";

        @Test
        @DisplayName("/req/basic-spatial-functions/spatial-predicate")
        void findsWhatMeetsAPointOrBox() {
            probe.expect("block", "S_INTERSECTS(geom,POINT(121.2665 28.6212))", relates("POINT(121.2665 28.6212)"));
        }

        @Test
        @DisplayName("/req/basic-spatial-functions-plus/spatial-data-types")
        void findsWhatMeetsAnyShape() {
            String several = "GEOMETRYCOLLECTION(POINT(121.2665 28.6212),LINESTRING(121.26 28.62,121.27 28.622))";

            probe.expect("block", "S_INTERSECTS(geom," + AREA + ")", relates(AREA));
            probe.expect(
                    "block",
                    "S_INTERSECTS(geom," + several + ")",
                    block -> relates("POINT(121.2665 28.6212)")
                            .or(relates("LINESTRING(121.26 28.62,121.27 28.622)"))
                            .test(block));
        }

        @Test
        @DisplayName("/req/spatial-functions/spatial-functions")
        void findsEveryRelation() {
            Geometry area = wkt(AREA);

            probe.expect("parcel", "S_WITHIN(geom," + AREA + ")", shape(parcel -> parcel.within(area)));
            probe.expect("parcel", "S_DISJOINT(geom," + AREA + ")", shape(parcel -> parcel.disjoint(area)));
            probe.expect("parcel", "S_OVERLAPS(geom," + AREA + ")", shape(parcel -> parcel.overlaps(area)));
            probe.expect(
                    "block",
                    "S_CONTAINS(geom,POINT(121.2665 28.6212))",
                    shape(block -> block.contains(wkt("POINT(121.2665 28.6212)"))));
            probe.expect("road", "S_CROSSES(geom," + AREA + ")", shape(road -> road.crosses(area)));
            Geometry first = Objects.requireNonNull(probe.all("parcel").get(0).geometry());
            probe.expect("parcel", "S_TOUCHES(geom," + first.toText() + ")", shape(parcel -> parcel.touches(first)));
            probe.expect("parcel", "S_EQUALS(geom," + first.toText() + ")", shape(parcel -> parcel.equalsTopo(first)));
        }
    }

    @Nested
    @DisplayName("CQL2 /conf/temporal-functions")
    class Temporal {

        @Test
        @DisplayName("/req/temporal-functions/temporal-functions")
        void comparesDaysAndIntervals() {
            LocalDate day = LocalDate.parse("2023-09-15");

            probe.expect(
                    "parcel",
                    "T_AFTER(survey_date,DATE('2023-09-15'))",
                    parcel -> day(parcel).isAfter(day));
            probe.expect(
                    "parcel",
                    "T_DURING(INTERVAL(survey_date,survey_date),INTERVAL('2017-01-01','2023-01-01'))",
                    parcel -> day(parcel).isAfter(LocalDate.parse("2017-01-01"))
                            && day(parcel).isBefore(LocalDate.parse("2023-01-01")));
            probe.expect(
                    "parcel",
                    "T_INTERSECTS(survey_date,INTERVAL('..','2023-09-15'))",
                    parcel -> !day(parcel).isAfter(day));
        }

        @Test
        @DisplayName("/req/temporal-functions/temporal-predicates: instants of the record")
        void comparesInstants() {
            probe.expect(
                    "parcel",
                    "T_BEFORE(valid_from,TIMESTAMP('2023-12-01T00:00:00Z'))",
                    parcel -> parcel.validFrom().isBefore(Instant.parse("2023-12-01T00:00:00Z")));
        }
    }

    @Nested
    @DisplayName("CQL2 /conf/array-functions")
    class Arrays {

        @Test
        @DisplayName("/req/array-functions/array-predicates")
        void comparesLists() {
            List<String> wanted = List.of("无纺布", "保温袋");

            probe.expect(
                    "enterprise",
                    "A_CONTAINS(main_products,('无纺布','保温袋'))",
                    enterprise -> list(enterprise).containsAll(wanted));
            probe.expect(
                    "enterprise",
                    "A_OVERLAPS(main_products,('无纺布','模具（示例）'))",
                    enterprise ->
                            list(enterprise).contains("无纺布") || list(enterprise).contains("模具（示例）"));
            probe.expect(
                    "enterprise",
                    "A_CONTAINEDBY(main_products,('无纺布','模具（示例）'))",
                    enterprise -> enterprise.properties().get("main_products") != null
                            && List.of("无纺布", "模具（示例）").containsAll(list(enterprise)));
            probe.expect(
                    "enterprise",
                    "A_EQUALS(main_products,('保温袋','无纺布','模内贴标签'))",
                    enterprise -> list(enterprise).size() == 3);
        }
    }

    @Nested
    @DisplayName("CQL2 /conf/property-property, /conf/functions, /conf/arithmetic")
    class Expressions {

        @Test
        @DisplayName("/req/property-property/withdraw-permissions")
        void comparesPropertiesWithOneAnother() {
            probe.expect(
                    "parcel",
                    "households_signed < households_total",
                    parcel -> number(parcel, "households_signed") < number(parcel, "households_total"));
        }

        @Test
        @DisplayName("/req/functions/functions")
        void callsFunctions() {
            probe.expect(
                    "parcel", "year(survey_date) = 2017", parcel -> day(parcel).getYear() == 2017);
            probe.expect("parcel", "length(location) > 12", parcel -> {
                String place = text(parcel, "location");
                return place.codePointCount(0, place.length()) > 12;
            });
            probe.expectRefusal("filter=" + encoded("exec('id') = 1"), "filter");
        }

        @Test
        @DisplayName("/req/arithmetic/arithmetic")
        void reckons() {
            probe.expect(
                    "parcel", "area_stated_m2 / 666.67 > 10", parcel -> number(parcel, "area_stated_m2") / 666.67 > 10);
            probe.expect(
                    "parcel",
                    "households_total - households_signed > 0",
                    parcel -> number(parcel, "households_total") - number(parcel, "households_signed") > 0);
            assertThat(probe.ids(
                            "parcel", "limit=1000&filter=" + encoded("1 / (households_total - households_total) > 0")))
                    .isEmpty();
        }
    }

    private static String text(Feature feature, String field) {
        return Objects.toString(feature.properties().get(field), "");
    }

    private static LocalDate day(Feature parcel) {
        return (LocalDate) Objects.requireNonNull(parcel.properties().get("survey_date"));
    }

    private static List<?> list(Feature enterprise) {
        return enterprise.properties().get("main_products") instanceof List<?> list ? list : List.of();
    }

    private static Predicate<Feature> relates(String wkt) {
        return shape(shape -> shape.intersects(wkt(wkt)));
    }

    private static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException wrong) {
            throw new AssertionError(wrong);
        }
    }
}
