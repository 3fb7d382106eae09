package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Order, choice of properties, and searches in a body, on both stores: drafts of Parts 6 and 8, and of Search. */
@ParameterizedClass
@EnumSource(Backend.class)
class SortingAndSelectionIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PARCELS = "/ogc/collections/parcel/items";
    private static final String SEARCH = "/ogc/collections/parcel/search";

    private static TubanServer server;

    SortingAndSelectionIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("/req/sorting/sortby-response")
    void putsFeaturesInOrder() {
        List<Double> areas = new ArrayList<>();
        for (JsonNode parcel :
                get(PARCELS + "?limit=1000&sortby=-area_stated_m2").get("features")) {
            areas.add(parcel.at("/properties/area_stated_m2").doubleValue());
        }

        assertThat(areas).hasSize(28).isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    @Test
    @DisplayName("/req/sorting/sortby-definition: ascending unless said, the first name counts most")
    void ordersBySeveralProperties() {
        List<String> keys = new ArrayList<>();
        for (JsonNode parcel :
                get(PARCELS + "?limit=1000&sortby=status,%2Bname").get("features")) {
            keys.add(parcel.at("/properties/status").stringValue() + " "
                    + parcel.at("/properties/name").stringValue());
        }

        assertThat(keys).hasSize(28).isSorted();
    }

    @Test
    @DisplayName("/req/core/fc-links: pages of an order have neither gaps nor repeats, forwards and backwards")
    void pagesThroughAnOrder() {
        String order = "&sortby=-far_max,status";
        List<String> all = ids(get(PARCELS + "?limit=1000" + order));
        List<String> forwards = new ArrayList<>();
        JsonNode page = get(PARCELS + "?limit=5" + order);
        forwards.addAll(ids(page));
        while (link(page, "next") != null) {
            page = follow(link(page, "next"));
            forwards.addAll(ids(page));
        }
        List<String> backwards = new ArrayList<>(ids(page));
        while (link(page, "prev") != null) {
            page = follow(link(page, "prev"));
            backwards.addAll(0, ids(page));
        }

        assertThat(forwards).isEqualTo(all).doesNotHaveDuplicates().hasSize(28);
        assertThat(backwards).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"geom", "unknown", "status,status", "", "-", "status,", "status;drop"})
    void refusesAnOrderByWhatIsNoSortable(String order) {
        JsonNode problem = refused(PARCELS + "?sortby=" + order);

        assertThat(problem.get("parameter").stringValue()).isEqualTo("sortby");
    }

    @Test
    void givesOnlyThePropertiesThatAreWanted() {
        for (String path : List.of(
                PARCELS + "?limit=1&properties=name,version", PARCELS + "/PCL-FSX-01?properties=name,version")) {
            JsonNode answer = get(path);
            JsonNode parcel = answer.has("features") ? answer.get("features").get(0) : answer;

            assertThat(parcel.get("properties").propertyNames()).containsExactlyInAnyOrder("name", "version");
            assertThat(parcel.get("id").stringValue()).isEqualTo("PCL-FSX-01");
            assertThat(parcel.get("geometry").get("type").stringValue()).isEqualTo("Polygon");
        }
        assertThat(get(PARCELS + "?limit=1&properties=")
                        .at("/features/0/properties")
                        .size())
                .isZero();
        assertThat(refused(PARCELS + "?properties=name,secret").get("parameter").stringValue())
                .isEqualTo("properties");
    }

    @Test
    void keepsOrderAndChoiceInTheLinkToTheNextPage() {
        JsonNode next = follow(link(get(PARCELS + "?limit=3&sortby=name&properties=name"), "next"));

        assertThat(next.at("/features/0/properties").propertyNames()).containsExactly("name");
    }

    @Test
    void searchesWithABodyWithoutAnAccount() {
        HttpResponse<String> answer = server.post(SEARCH, """
                {"filter": {"op": "=", "args": [{"property": "status"}, "SIGNING"]},
                 "sortby": ["-area_stated_m2"], "properties": ["name"], "bbox": [121, 28, 122, 29], "limit": 4}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode page = JSON.readTree(answer.body());
        assertThat(page.get("numberMatched").intValue()).isEqualTo(6);
        assertThat(ids(page)).isEqualTo(ids(get(PARCELS + "?limit=4&status=SIGNING&sortby=-area_stated_m2")));
        assertThat(page.at("/features/0/properties").propertyNames()).containsExactly("name");
    }

    @Test
    void searchesOnWithTheSameBody() {
        String body = "{\"filter\": \"status = 'SIGNING'\", \"sortby\": \"name\", \"limit\": 4}";
        JsonNode first = JSON.readTree(server.post(SEARCH, body).body());
        JsonNode next = link(first, "next");
        assertThat(next.get("method").stringValue()).isEqualTo("POST");
        String path = URI.create(next.get("href").stringValue()).getRawPath() + "?"
                + URI.create(next.get("href").stringValue()).getRawQuery();

        JsonNode second = JSON.readTree(server.post(path, body).body());

        assertThat(ids(first)).hasSize(4);
        assertThat(ids(second)).hasSize(2).doesNotContainAnyElementsOf(ids(first));
        assertThat(link(second, "next")).isNull();
    }

    @Test
    void takesAFilterThatAnAddressHasNoRoomFor() {
        StringBuilder names = new StringBuilder("'PCL-FSX-01'");
        for (int i = 0; i < 400; i++) {
            names.append(",'a name that nobody has, and that is not short either: ")
                    .append(i)
                    .append('\'');
        }
        String filter = "id IN (" + names + ")";
        assertThat(filter.length()).isGreaterThan(16_000);

        HttpResponse<String> answer = server.post(SEARCH, JSON.writeValueAsString(java.util.Map.of("filter", filter)));

        assertThat(ids(JSON.readTree(answer.body()))).containsExactly("PCL-FSX-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "{\"filter\": 5}",
                "{\"filter\": {\"op\": \"exec\", \"args\": []}}",
                "{\"filters\": \"status = 'SIGNING'\"}",
                "{\"limit\": {\"x\": 1}}",
                "{\"limit\": null}",
                "{\"sortby\": [[\"name\"]]}",
                "{\"filter\": {\"op\": \"=\", \"args\": [1, 1]}, \"filter-lang\": \"cql2-text\"}",
                "{"
            })
    void refusesASearchThatIsNone(String body) {
        HttpResponse<String> answer = server.post(SEARCH, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void changesNothingByASearch() {
        HttpResponse<String> answer =
                server.send(HttpRequest.newBuilder(server.uri(SEARCH)).GET().build());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("POST");
    }

    private static JsonNode get(String path) {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode refused(String path) {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return JSON.readTree(answer.body());
    }

    private static JsonNode follow(JsonNode link) {
        URI address = URI.create(link.get("href").stringValue());
        return get(address.getRawPath() + "?" + address.getRawQuery());
    }

    private static JsonNode link(JsonNode page, String relation) {
        return page.get("links")
                .valueStream()
                .filter(link -> link.get("rel").stringValue().equals(relation))
                .findFirst()
                .orElse(null);
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.get("features").forEach(feature -> ids.add(feature.get("id").stringValue()));
        return ids;
    }
}
