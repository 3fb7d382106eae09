package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.layer.Layers;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Filters over HTTP on both stores, requirement by requirement: OGC API – Features Part 3 (OGC 19-079r2) and CQL2 (OGC
 * 21-065r2), one nested class for each of their classes. What must come out is worked out here, feature by feature.
 */
@ParameterizedClass
@EnumSource(Backend.class)
class FilteringIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private static TubanServer server;
    private static Features features;
    private static Layers layers;

    FilteringIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
        features = server.bean(Features.class);
        layers = server.bean(Layers.class);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Nested
    @DisplayName("/conf/filter, /conf/features-filter")
    class Filter {

        @Test
        @DisplayName("/req/filter/filter-param")
        void takesAFilter() {
            expect("parcel", "status='SIGNING'", parcel -> is(parcel, "status", "SIGNING"));
        }

        @Test
        @DisplayName("/req/filter/filter-lang-param")
        void takesBothEncodingsAndTextIfNothingIsSaid() {
            String json = "{\"op\":\"=\",\"args\":[{\"property\":\"status\"},\"SIGNING\"]}";

            assertThat(ids("parcel", "filter-lang=cql2-json&filter=" + encoded(json)))
                    .isEqualTo(ids("parcel", "filter-lang=cql2-text&filter=" + encoded("status='SIGNING'")))
                    .isEqualTo(ids("parcel", "filter=" + encoded("status='SIGNING'")))
                    .isNotEmpty();
            expectRefusal("filter-lang=cql-text&filter=" + encoded("status='SIGNING'"), "filter-lang");
        }

        @Test
        @DisplayName("/req/filter/filter-crs-wgs84")
        void readsShapesAsLongitudeAndLatitudeIfNothingIsSaid() {
            expect(
                    "parcel",
                    "S_INTERSECTS(geom,BBOX(121.2655,28.6205,121.2665,28.6220))",
                    meets(new Envelope(121.2655, 121.2665, 28.6205, 28.6220)));
        }

        @Test
        @DisplayName("/req/filter/filter-crs-param")
        void readsShapesInTheSystemThatIsNamedInItsAxisOrder() {
            String box = "filter=" + encoded("S_INTERSECTS(geom,BBOX(28.6205,121.2655,28.6220,121.2665))");

            assertThat(ids("parcel", "filter-crs=http://www.opengis.net/def/crs/EPSG/0/4490&" + box))
                    .isEqualTo(expected("parcel", meets(new Envelope(121.2655, 121.2665, 28.6205, 28.6220))))
                    .isNotEmpty();
            expectRefusal("filter-crs=http://www.opengis.net/def/crs/EPSG/0/2000&" + box, "filter-crs");
        }

        @Test
        @DisplayName("/req/filter/mixing-expressions")
        void joinsTheFilterWithAllOtherParameters() {
            assertThat(ids(
                            "parcel",
                            "status=SIGNING&bbox=121.2655,28.6205,121.2665,28.6220&filter="
                                    + encoded("area_stated_m2 > 7000")))
                    .isEqualTo(expected(
                            "parcel",
                            meets(new Envelope(121.2655, 121.2665, 28.6205, 28.6220))
                                    .and(parcel -> is(parcel, "status", "SIGNING"))
                                    .and(parcel -> number(parcel, "area_stated_m2") > 7000)))
                    .isNotEmpty();
        }

        @Test
        @DisplayName("/req/filter/response, /req/core/fc-numberMatched")
        void countsWhatTheFilterIsTrueOf() {
            JsonNode page = items("parcel", "limit=2&filter=" + encoded("survey_date < DATE('2023-09-15')"));

            assertThat(page.get("numberReturned").intValue()).isEqualTo(2);
            assertThat(page.get("numberMatched").intValue()).isEqualTo(8);
        }

        @Test
        @DisplayName("/req/queryables/expression-construction")
        void refusesPropertiesThatAreNoQueryables() {
            expectRefusal("filter=" + encoded("recorded_by = 'planner'"), "filter");
            expectRefusal("filter=" + encoded("password_hash IS NULL"), "filter");
            expectRefusal("filter=" + encoded("\"exec(java.lang.Runtime)\" = 1"), "filter");
        }

        @ParameterizedTest
        @DisplayName("/req/filter/response: a filter that is none is refused")
        @ValueSource(
                strings = {"", "status=", "status='SIGNING", "status == 'SIGNING'", "area_stated_m2 > 'x'", "name", "("
                })
        void refusesWhatIsNoFilter(String filter) {
            expectRefusal("filter=" + encoded(filter), "filter");
        }

        @Test
        @DisplayName("/req/filter/get-functions-operation, /req/filter/get-functions-response-json")
        void listsTheFunctionsThereAre() {
            JsonNode document = JSON.readTree(server.get("/ogc/functions").body());

            assertThat(document.get("functions")
                            .valueStream()
                            .map(function -> function.get("name").stringValue()))
                    .contains("casei", "accenti", "lower", "length", "year");
            for (JsonNode function : document.get("functions")) {
                assertThat(function.get("description").stringValue()).isNotBlank();
                assertThat(function.get("returns").size()).isEqualTo(1);
                assertThat(function.get("arguments").size()).isPositive();
            }
        }
    }

    @Nested
    @DisplayName("/conf/queryables-query-parameters")
    class QueryablesAsParameters {

        @Test
        @DisplayName("/req/queryables-query-parameters/parameters")
        void takesEverySimpleQueryableAsAParameter() {
            JsonNode first = items("parcel", "limit=1").get("features").get(0);
            JsonNode queryables = JSON.readTree(
                    server.get("/ogc/collections/parcel/queryables").body());

            queryables.get("properties").properties().forEach(queryable -> {
                String name = queryable.getKey();
                JsonNode value = name.equals("id")
                        ? first.get("id")
                        : first.get("properties").get(name);
                if (value != null && !value.isNull()) {
                    assertThat(ids("parcel", name + "=" + encoded(value.asString())))
                            .as(name)
                            .contains(first.get("id").stringValue());
                }
            });
            assertThat(ids("parcel", "id=PCL-FSX-03")).containsExactly("PCL-FSX-03");
        }
    }

    @Nested
    @DisplayName("CQL2 /conf/basic-cql2")
    class Basic {

        @Test
        @DisplayName("/req/basic-cql2/binary-comparison-predicate")
        void compares() {
            expect("parcel", "area_stated_m2 >= 8311", parcel -> number(parcel, "area_stated_m2") >= 8311);
            expect("parcel", "area_stated_m2 <> 8311", parcel -> number(parcel, "area_stated_m2") != 8311);
            expect(
                    "parcel",
                    "status > 'SIGNING'",
                    parcel -> text(parcel, "status").compareTo("SIGNING") > 0);
        }

        @Test
        @DisplayName("/req/basic-cql2/null-predicate")
        void asksForAbsence() {
            expect("parcel", "far_max IS NULL", parcel -> parcel.properties().get("far_max") == null);
            expect(
                    "parcel",
                    "far_max IS NOT NULL",
                    parcel -> parcel.properties().get("far_max") != null);
        }

        @Test
        @DisplayName("/req/basic-cql2/cql2-filter: unknown is not true, and its opposite neither")
        void leavesOutWhatIsNotKnown() {
            expect("parcel", "NOT (far_max = 2.5)", parcel -> {
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

            expect(
                    "parcel",
                    "status='CLEARED' OR status='SIGNING' AND area_stated_m2 > 7500",
                    cleared.or(signing.and(large)));
            expect(
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
            expect(
                    "parcel",
                    "location LIKE '方山下%'",
                    parcel -> text(parcel, "location").startsWith("方山下"));
            expect("parcel", "name LIKE '%_1号'", parcel -> text(parcel, "name").endsWith("1号"));
        }

        @Test
        @DisplayName("/req/advanced-comparison-operators/between-predicate")
        void findsRanges() {
            expect(
                    "parcel",
                    "area_stated_m2 BETWEEN 7077 AND 8311",
                    parcel -> number(parcel, "area_stated_m2") >= 7077 && number(parcel, "area_stated_m2") <= 8311);
        }

        @Test
        @DisplayName("/req/advanced-comparison-operators/in-predicate")
        void findsMembers() {
            List<String> wanted = List.of("SIGNING", "CLEARED", "NOWHERE");

            expect(
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
            expect(
                    "enterprise",
                    "CASEI(name_en) LIKE CASEI('%TRADE CO., LTD.')",
                    enterprise ->
                            text(enterprise, "name_en").toLowerCase(Locale.ROOT).endsWith("trade co., ltd."));
        }

        @Test
        @DisplayName("/req/accent-insensitive-comparison/accenti-function")
        void passesMarksOver() {
            expect(
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
            expect("block", "S_INTERSECTS(geom,POINT(121.2665 28.6212))", relates("POINT(121.2665 28.6212)"));
        }

        @Test
        @DisplayName("/req/basic-spatial-functions-plus/spatial-data-types")
        void findsWhatMeetsAnyShape() {
            String several = "GEOMETRYCOLLECTION(POINT(121.2665 28.6212),LINESTRING(121.26 28.62,121.27 28.622))";

            expect("block", "S_INTERSECTS(geom," + AREA + ")", relates(AREA));
            expect(
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

            expect("parcel", "S_WITHIN(geom," + AREA + ")", shape(parcel -> parcel.within(area)));
            expect("parcel", "S_DISJOINT(geom," + AREA + ")", shape(parcel -> parcel.disjoint(area)));
            expect("parcel", "S_OVERLAPS(geom," + AREA + ")", shape(parcel -> parcel.overlaps(area)));
            expect(
                    "block",
                    "S_CONTAINS(geom,POINT(121.2665 28.6212))",
                    shape(block -> block.contains(wkt("POINT(121.2665 28.6212)"))));
            expect("road", "S_CROSSES(geom," + AREA + ")", shape(road -> road.crosses(area)));
            Geometry first = Objects.requireNonNull(all("parcel").get(0).geometry());
            expect("parcel", "S_TOUCHES(geom," + first.toText() + ")", shape(parcel -> parcel.touches(first)));
            expect("parcel", "S_EQUALS(geom," + first.toText() + ")", shape(parcel -> parcel.equalsTopo(first)));
        }
    }

    @Nested
    @DisplayName("CQL2 /conf/temporal-functions")
    class Temporal {

        @Test
        @DisplayName("/req/temporal-functions/temporal-functions")
        void comparesDaysAndIntervals() {
            LocalDate day = LocalDate.parse("2023-09-15");

            expect(
                    "parcel",
                    "T_AFTER(survey_date,DATE('2023-09-15'))",
                    parcel -> day(parcel).isAfter(day));
            expect(
                    "parcel",
                    "T_DURING(INTERVAL(survey_date,survey_date),INTERVAL('2017-01-01','2023-01-01'))",
                    parcel -> day(parcel).isAfter(LocalDate.parse("2017-01-01"))
                            && day(parcel).isBefore(LocalDate.parse("2023-01-01")));
            expect(
                    "parcel",
                    "T_INTERSECTS(survey_date,INTERVAL('..','2023-09-15'))",
                    parcel -> !day(parcel).isAfter(day));
        }

        @Test
        @DisplayName("/req/temporal-functions/temporal-predicates: instants of the record")
        void comparesInstants() {
            expect(
                    "parcel",
                    "T_BEFORE(valid_from,TIMESTAMP('2023-12-01T00:00:00Z'))",
                    parcel -> parcel.validFrom().isBefore(java.time.Instant.parse("2023-12-01T00:00:00Z")));
        }
    }

    @Nested
    @DisplayName("CQL2 /conf/array-functions")
    class Arrays {

        @Test
        @DisplayName("/req/array-functions/array-predicates")
        void comparesLists() {
            List<String> wanted = List.of("无纺布", "保温袋");

            expect(
                    "enterprise",
                    "A_CONTAINS(main_products,('无纺布','保温袋'))",
                    enterprise -> list(enterprise).containsAll(wanted));
            expect(
                    "enterprise",
                    "A_OVERLAPS(main_products,('无纺布','模具（示例）'))",
                    enterprise ->
                            list(enterprise).contains("无纺布") || list(enterprise).contains("模具（示例）"));
            expect(
                    "enterprise",
                    "A_CONTAINEDBY(main_products,('无纺布','模具（示例）'))",
                    enterprise -> enterprise.properties().get("main_products") != null
                            && List.of("无纺布", "模具（示例）").containsAll(list(enterprise)));
            expect(
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
            expect(
                    "parcel",
                    "households_signed < households_total",
                    parcel -> number(parcel, "households_signed") < number(parcel, "households_total"));
        }

        @Test
        @DisplayName("/req/functions/functions")
        void callsFunctions() {
            expect("parcel", "year(survey_date) = 2017", parcel -> day(parcel).getYear() == 2017);
            expect("parcel", "length(location) > 12", parcel -> {
                String place = text(parcel, "location");
                return place.codePointCount(0, place.length()) > 12;
            });
            expectRefusal("filter=" + encoded("exec('id') = 1"), "filter");
        }

        @Test
        @DisplayName("/req/arithmetic/arithmetic")
        void reckons() {
            expect("parcel", "area_stated_m2 / 666.67 > 10", parcel -> number(parcel, "area_stated_m2") / 666.67 > 10);
            expect(
                    "parcel",
                    "households_total - households_signed > 0",
                    parcel -> number(parcel, "households_total") - number(parcel, "households_signed") > 0);
            assertThat(ids("parcel", "limit=1000&filter=" + encoded("1 / (households_total - households_total) > 0")))
                    .isEmpty();
        }
    }

    private static void expect(String layer, String filter, Predicate<Feature> wanted) {
        List<String> expected = expected(layer, wanted);
        assertThat(expected).as("%s separates features of %s", filter, layer).isNotEmpty();
        assertThat(ids(layer, "limit=1000&filter=" + encoded(filter)))
                .as(filter)
                .isEqualTo(expected);
    }

    private static void expectRefusal(String query, String parameter) {
        HttpResponse<String> answer = server.get("/ogc/collections/parcel/items?" + query);
        assertThat(answer.statusCode()).as(query).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("parameter").stringValue()).as(query).isEqualTo(parameter);
        assertThat(problem.get("allowed").stringValue()).isNotBlank();
    }

    private static List<String> expected(String layer, Predicate<Feature> wanted) {
        return all(layer).stream()
                .filter(wanted)
                .map(feature -> feature.ref().id())
                .toList();
    }

    private static List<Feature> all(String layer) {
        return features.list(FeatureQuery.all(layers.find(layer).orElseThrow()));
    }

    private static List<String> ids(String layer, String query) {
        List<String> ids = new ArrayList<>();
        items(layer, query)
                .get("features")
                .forEach(item -> ids.add(item.get("id").stringValue()));
        return ids;
    }

    private static JsonNode items(String layer, String query) {
        HttpResponse<String> answer = server.get("/ogc/collections/%s/items?%s".formatted(layer, query));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static boolean is(Feature feature, String field, String value) {
        return value.equals(feature.properties().get(field));
    }

    private static String text(Feature feature, String field) {
        return Objects.toString(feature.properties().get(field), "");
    }

    private static double number(Feature feature, String field) {
        return feature.properties().get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static LocalDate day(Feature parcel) {
        return (LocalDate) Objects.requireNonNull(parcel.properties().get("survey_date"));
    }

    private static List<?> list(Feature enterprise) {
        return enterprise.properties().get("main_products") instanceof List<?> list ? list : List.of();
    }

    private static Predicate<Feature> meets(Envelope box) {
        return shape(shape -> shape.intersects(GEOMETRIES.toGeometry(box)));
    }

    private static Predicate<Feature> relates(String wkt) {
        return shape(shape -> shape.intersects(wkt(wkt)));
    }

    private static Predicate<Feature> shape(Predicate<Geometry> wanted) {
        return feature -> feature.geometry() != null && wanted.test(feature.geometry());
    }

    private static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException wrong) {
            throw new AssertionError(wrong);
        }
    }
}
