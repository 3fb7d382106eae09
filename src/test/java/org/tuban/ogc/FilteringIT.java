package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuban.ogc.FilterProbe.encoded;
import static org.tuban.ogc.FilterProbe.is;
import static org.tuban.ogc.FilterProbe.meets;
import static org.tuban.ogc.FilterProbe.number;

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
import org.tuban.testing.Backend;
import tools.jackson.databind.JsonNode;

/**
 * Filters over HTTP on both stores, requirement by requirement: OGC API – Features Part 3 (OGC 19-079r2), one nested
 * class for each of its classes.
 */
@ParameterizedClass
@EnumSource(Backend.class)
class FilteringIT {

    private static FilterProbe probe;

    FilteringIT(Backend backend) {
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
    @DisplayName("/conf/filter, /conf/features-filter")
    class Filter {

        @Test
        @DisplayName("/req/filter/filter-param")
        void takesAFilter() {
            probe.expect("parcel", "status='SIGNING'", parcel -> is(parcel, "status", "SIGNING"));
        }

        @Test
        @DisplayName("/req/filter/filter-lang-param")
        void takesBothEncodingsAndTextIfNothingIsSaid() {
            String json = "{\"op\":\"=\",\"args\":[{\"property\":\"status\"},\"SIGNING\"]}";

            assertThat(probe.ids("parcel", "filter-lang=cql2-json&filter=" + encoded(json)))
                    .isEqualTo(probe.ids("parcel", "filter-lang=cql2-text&filter=" + encoded("status='SIGNING'")))
                    .isEqualTo(probe.ids("parcel", "filter=" + encoded("status='SIGNING'")))
                    .isNotEmpty();
            probe.expectRefusal("filter-lang=cql-text&filter=" + encoded("status='SIGNING'"), "filter-lang");
        }

        @Test
        @DisplayName("/req/filter/filter-crs-wgs84")
        void readsShapesAsLongitudeAndLatitudeIfNothingIsSaid() {
            probe.expect(
                    "parcel",
                    "S_INTERSECTS(geom,BBOX(121.2655,28.6205,121.2665,28.6220))",
                    meets(new Envelope(121.2655, 121.2665, 28.6205, 28.6220)));
        }

        @Test
        @DisplayName("/req/filter/filter-crs-param")
        void readsShapesInTheSystemThatIsNamedInItsAxisOrder() {
            String box = "filter=" + encoded("S_INTERSECTS(geom,BBOX(28.6205,121.2655,28.6220,121.2665))");

            assertThat(probe.ids("parcel", "filter-crs=http://www.opengis.net/def/crs/EPSG/0/4490&" + box))
                    .isEqualTo(probe.expected("parcel", meets(new Envelope(121.2655, 121.2665, 28.6205, 28.6220))))
                    .isNotEmpty();
            probe.expectRefusal("filter-crs=http://www.opengis.net/def/crs/EPSG/0/2000&" + box, "filter-crs");
        }

        @Test
        @DisplayName("/req/filter/mixing-expressions")
        void joinsTheFilterWithAllOtherParameters() {
            assertThat(probe.ids(
                            "parcel",
                            "status=SIGNING&bbox=121.2655,28.6205,121.2665,28.6220&filter="
                                    + encoded("area_stated_m2 > 7000")))
                    .isEqualTo(probe.expected(
                            "parcel",
                            meets(new Envelope(121.2655, 121.2665, 28.6205, 28.6220))
                                    .and(parcel -> is(parcel, "status", "SIGNING"))
                                    .and(parcel -> number(parcel, "area_stated_m2") > 7000)))
                    .isNotEmpty();
        }

        @Test
        @DisplayName("/req/filter/response, /req/core/fc-numberMatched")
        void countsWhatTheFilterIsTrueOf() {
            JsonNode page = probe.items("parcel", "limit=2&filter=" + encoded("survey_date < DATE('2023-09-15')"));

            assertThat(page.get("numberReturned").intValue()).isEqualTo(2);
            assertThat(page.get("numberMatched").intValue()).isEqualTo(8);
        }

        @Test
        @DisplayName("/req/queryables/expression-construction")
        void refusesPropertiesThatAreNoQueryables() {
            probe.expectRefusal("filter=" + encoded("recorded_by = 'planner'"), "filter");
            probe.expectRefusal("filter=" + encoded("password_hash IS NULL"), "filter");
            probe.expectRefusal("filter=" + encoded("\"exec(java.lang.Runtime)\" = 1"), "filter");
        }

        @ParameterizedTest
        @DisplayName("/req/filter/response: a filter that is none is refused")
        @ValueSource(
                strings = {"", "status=", "status='SIGNING", "status == 'SIGNING'", "area_stated_m2 > 'x'", "name", "("
                })
        void refusesWhatIsNoFilter(String filter) {
            probe.expectRefusal("filter=" + encoded(filter), "filter");
        }

        @Test
        @DisplayName("/req/filter/get-functions-operation, /req/filter/get-functions-response-json")
        void listsTheFunctionsThereAre() {
            JsonNode document = probe.document("/ogc/functions");

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
            JsonNode first = probe.items("parcel", "limit=1").get("features").get(0);
            JsonNode queryables = probe.document("/ogc/collections/parcel/queryables");

            queryables.get("properties").properties().forEach(queryable -> {
                String name = queryable.getKey();
                JsonNode value = name.equals("id")
                        ? first.get("id")
                        : first.get("properties").get(name);
                if (value != null && !value.isNull()) {
                    assertThat(probe.ids("parcel", name + "=" + encoded(value.asString())))
                            .as(name)
                            .contains(first.get("id").stringValue());
                }
            });
            assertThat(probe.ids("parcel", "id=PCL-FSX-03")).containsExactly("PCL-FSX-03");
        }
    }
}
