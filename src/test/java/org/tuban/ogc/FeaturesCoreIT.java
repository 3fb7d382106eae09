package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.geo.GeoJson;
import org.tuban.http.Bbox;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** OGC API – Features Part 1 (OGC 17-069r4) over HTTP, requirement by requirement, on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class FeaturesCoreIT {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final String PARCELS = "/ogc/collections/parcel/items";

    private static TubanServer server;
    private static Features features;
    private static Layers layers;

    FeaturesCoreIT(Backend backend) {
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

    @Test
    @DisplayName("/req/core/root-success")
    void landingPageLinksToDefinitionConformanceAndData() {
        JsonNode page = get("/ogc");

        assertThat(page.get("title").stringValue()).isNotBlank();
        assertThat(rels(page)).contains("self", "alternate", "service-desc", "service-doc", "conformance", "data");
        for (JsonNode link : page.get("links")) {
            HttpResponse<String> answer = follow(link);
            assertThat(answer.statusCode()).as(link.toString()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith(link.get("type").stringValue());
        }
    }

    @Test
    @DisplayName("/req/core/api-definition-success, /req/oas30/oas-definition-1")
    void definitionIsServedAsOpenApiAndAsAPage() {
        HttpResponse<String> json = server.get("/ogc/api");
        HttpResponse<String> html = server.get("/ogc/api", "Accept", "text/html");

        assertThat(json.headers().firstValue("Content-Type")).contains("application/vnd.oai.openapi+json;version=3.0");
        assertThat(TubanServer.json(json).get("openapi").stringValue()).isEqualTo("3.0.3");
        assertThat(TubanServer.json(json).at("/servers/0/url").stringValue())
                .isEqualTo(server.uri("/ogc").toString());
        assertThat(html.body()).contains("/ogc/collections/parcel/items");
    }

    @Test
    @DisplayName("/req/core/conformance-success")
    void declaresWhatIsWired() {
        assertThat(texts(get("/ogc/conformance").get("conformsTo")))
                .contains(
                        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
                        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
                        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
                        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson");
    }

    @Test
    @DisplayName("/req/core/fc-md-success, /req/core/fc-md-items, /req/core/sfc-md-success")
    void listsEveryLayerAsTheCollectionItselfSaysIt() {
        JsonNode collections = get("/ogc/collections");

        assertThat(rels(collections)).contains("self", "alternate");
        assertThat(values(collections.get("collections"), "id"))
                .containsExactlyElementsOf(layers.list().stream().map(Layer::id).toList())
                .hasSize(12);
        for (JsonNode collection : collections.get("collections")) {
            assertThat(get("/ogc/collections/" + collection.get("id").stringValue()))
                    .isEqualTo(collection);
        }
    }

    @Test
    @DisplayName("/req/core/fc-md-items-links, /req/core/fc-md-extent")
    void describesALayer() {
        JsonNode parcel = get("/ogc/collections/parcel");

        assertThat(rels(parcel)).contains("self", "alternate", "items", "license");
        assertThat(parcel.at("/titles/en").stringValue()).isEqualTo("Parcel");
        assertThat(parcel.get("itemType").stringValue()).isEqualTo("feature");
        assertThat(texts(parcel.get("crs"))).startsWith("http://www.opengis.net/def/crs/OGC/1.3/CRS84");
        assertThat(parcel.get("storageCrs").stringValue()).isEqualTo("http://www.opengis.net/def/crs/EPSG/0/4490");
        JsonNode box = parcel.at("/extent/spatial/bbox/0");
        Envelope extent = new Envelope(
                box.get(0).doubleValue(),
                box.get(2).doubleValue(),
                box.get(1).doubleValue(),
                box.get(3).doubleValue());
        assertThat(all("parcel"))
                .allSatisfy(
                        feature -> assertThat(extent.contains(feature.geometry().getEnvelopeInternal()))
                                .isTrue());
        Instant first = Instant.parse(parcel.at("/extent/temporal/interval/0/0").stringValue());
        assertThat(all("parcel")).noneMatch(feature -> feature.validFrom().isBefore(first));
        assertThat(parcel.at("/extent/temporal/interval/0/1").isNull()).isTrue();
    }

    @Test
    @DisplayName(
            "/req/core/fc-response, /req/core/fc-numberMatched, /req/core/fc-numberReturned, /req/core/fc-timeStamp")
    void givesAFeatureCollection() {
        HttpResponse<String> answer = server.get(PARCELS);
        JsonNode page = TubanServer.json(answer);

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/geo+json");
        assertThat(page.get("type").stringValue()).isEqualTo("FeatureCollection");
        assertThat(page.get("features").size()).isEqualTo(10);
        assertThat(page.get("numberReturned").intValue()).isEqualTo(10);
        assertThat(page.get("numberMatched").intValue()).isEqualTo(all("parcel").size());
        assertThat(Instant.parse(page.get("timeStamp").stringValue()))
                .isBefore(Instant.now().plusSeconds(5));
        for (JsonNode feature : page.get("features")) {
            assertThat(feature.get("type").stringValue()).isEqualTo("Feature");
            assertThat(GeoJson.read(feature.get("geometry")).isValid()).isTrue();
            assertThat(feature.at("/properties/version").intValue()).isPositive();
            Instant.parse(feature.at("/properties/valid_from").stringValue());
        }
    }

    @Test
    @DisplayName("/req/core/fc-links, /rec/core/fc-next-3")
    void everyPageLeadsToTheNextUntilEachFeatureWasThereOnce() {
        for (Layer layer : layers.list()) {
            List<String> seen = new ArrayList<>();
            String path = "/ogc/collections/" + layer.id() + "/items?limit=7";
            while (path != null) {
                HttpResponse<String> answer = server.get(path);
                JsonNode page = TubanServer.json(answer);
                seen.addAll(values(page.get("features"), "id"));
                assertThat(page.get("numberReturned").intValue())
                        .isEqualTo(page.get("features").size());
                assertThat(rels(page)).contains("self", "alternate", "collection");
                path = href(page, "next");
                assertThat(answer.headers().allValues("Link").stream().anyMatch(link -> link.contains("\"next\"")))
                        .isEqualTo(path != null);
            }
            assertThat(seen)
                    .doesNotHaveDuplicates()
                    .containsExactlyElementsOf(all(layer.id()).stream()
                            .map(feature -> feature.ref().id())
                            .toList());
        }
    }

    @ParameterizedTest
    @DisplayName("/req/core/fc-limit-response-1")
    @CsvSource({"1, 1", "3, 3", "1000, 28", "1001, 28", "999999999999, 28"})
    void givesAtMostAsManyAsAskedFor(String limit, int expected) {
        assertThat(get(PARCELS + "?limit=" + limit).get("features").size())
                .isEqualTo(Math.min(expected, all("parcel").size()));
    }

    @ParameterizedTest
    @DisplayName("/req/core/fc-bbox-response")
    @ValueSource(
            strings = {
                "121.25,28.6,121.265,28.62",
                "121.2655,28.6200,121.2690,28.6215",
                "121.0,28.0,122.0,29.0",
                "121.0,28.0,-50,122.0,29.0,8848",
                "-180,-90,180,90",
                "0,0,1,1",
                "121.2655272,28.6212649,121.2655272,28.6212649",
                "170,-90,-170,90",
                "121.26,-90,121.20,90"
            })
    void givesWhatMeetsTheBox(String bbox) {
        List<Envelope> boxes = Bbox.parse(bbox).envelopes();
        for (String layer : List.of("parcel", "village", "road", "enterprise", "orchard")) {
            List<String> expected = all(layer).stream()
                    .filter(feature -> feature.geometry() != null
                            && boxes.stream()
                                    .anyMatch(box -> GEOMETRIES.toGeometry(box).intersects(feature.geometry())))
                    .map(feature -> feature.ref().id())
                    .toList();

            JsonNode page = get("/ogc/collections/" + layer + "/items?limit=1000&bbox=" + bbox);

            assertThat(values(page.get("features"), "id")).as(layer).containsExactlyElementsOf(expected);
            assertThat(page.get("numberMatched").intValue()).isEqualTo(expected.size());
        }
    }

    @Test
    @DisplayName("/req/core/fc-time-response")
    void givesWhatWasSoAtThatTime() {
        List<Feature> all = all("parcel");
        Instant between = all.stream().map(Feature::validFrom).sorted().toList().get(all.size() / 2);
        long before = all.stream()
                .filter(feature -> !feature.validFrom().isAfter(between))
                .count();

        assertThat(get(PARCELS + "?datetime=" + between).get("numberMatched").longValue())
                .isEqualTo(before);
        assertThat(get(PARCELS + "?datetime=../1900-01-01").get("numberMatched").longValue())
                .isZero();
        assertThat(get(PARCELS + "?datetime=2019-01-01/..").get("numberMatched").longValue())
                .isEqualTo(all.size());
    }

    @Test
    @DisplayName("/rec/core/fc-filters")
    void givesWhatHasThatValue() {
        for (String field : List.of("status", "landuse_code", "households_total", "survey_date", "name")) {
            for (Feature one : all("parcel").subList(0, 5)) {
                Object value = one.properties().get(field);
                if (value == null) {
                    continue;
                }
                List<String> expected = all("parcel").stream()
                        .filter(feature -> value.equals(feature.properties().get(field)))
                        .map(feature -> feature.ref().id())
                        .toList();
                String query =
                        "?limit=1000&" + field + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);

                assertThat(values(get(PARCELS + query).get("features"), "id"))
                        .as(query)
                        .containsExactlyElementsOf(expected);
            }
        }
    }

    @ParameterizedTest
    @DisplayName("/req/core/query-param-unknown, /req/core/query-param-invalid")
    @CsvSource(
            delimiter = '|',
            value = {
                "/ogc?x=1 | x",
                "/ogc/conformance?limit=1 | limit",
                "/ogc/collections?lang=en | lang",
                "/ogc/collections/parcel?bbox=1,2,3,4 | bbox",
                "/ogc/collections/parcel/items?colour=red | colour",
                "/ogc/collections/parcel/items?bbox-crs=x | bbox-crs",
                "/ogc/collections/parcel/items?limit=0 | limit",
                "/ogc/collections/parcel/items?limit=1.5 | limit",
                "/ogc/collections/parcel/items?bbox=a,b,c,d | bbox",
                "/ogc/collections/parcel/items?bbox=1,2,3,4,5 | bbox",
                "/ogc/collections/parcel/items?datetime=2024-02-30T00:00:00Z | datetime",
                "/ogc/collections/parcel/items?households_total=many | households_total",
                "/ogc/collections/parcel/items?status=MOVED | status",
                "/ogc/collections/parcel/items?cursor=k | cursor",
                "/ogc/collections/parcel/items?f=gml | f",
                "/ogc/collections/parcel/items?name=%00 | name",
                "/ogc/collections/parcel/items/%2D%2D | id",
                "/ogc/collections/parcel/items/a'b | id",
                "/ogc/collections/parcel/items/PCL-FSX-01?limit=1 | limit"
            })
    void refusesWhatItDoesNotKnowAndSaysWhatItDoes(String path, String parameter) {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = TubanServer.json(answer);
        assertThat(problem.get("type").stringValue()).isEqualTo("/problems/invalid-parameter");
        assertThat(problem.get("parameter").stringValue()).isEqualTo(parameter);
        assertThat(problem.has("value")).isTrue();
        assertThat(problem.get("allowed").stringValue()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ogc/collections/plot",
                "/ogc/collections/plot/items",
                "/ogc/collections/gpkg_contents/items",
                "/ogc/collections/parcel/items/NO-SUCH",
                "/ogc/nothing"
            })
    void saysThatThereIsNoSuchThing(String path) {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(TubanServer.json(answer).get("type").stringValue()).isEqualTo("/problems/not-found");
    }

    @Test
    @DisplayName("/req/core/f-success, /req/core/f-links")
    void givesOneFeatureWithItsVersionAsTag() {
        Feature stored = all("block").get(0);
        String path = "/ogc/collections/block/items/" + stored.ref().id();

        HttpResponse<String> answer = server.get(path);

        JsonNode feature = TubanServer.json(answer);
        assertThat(feature.get("id").stringValue()).isEqualTo(stored.ref().id());
        assertThat(rels(feature)).contains("self", "alternate", "collection");
        assertThat(GeoJson.read(feature.get("geometry")).equalsExact(stored.geometry(), 1e-9))
                .isTrue();
        assertThat(feature.at("/notice/en").stringValue()).contains("no basis for planning");
        String tag = "\"" + stored.version() + "\"";
        assertThat(answer.headers().firstValue("ETag")).contains(tag);
        HttpResponse<String> again = server.get(path, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        assertThat(server.get(path, "If-None-Match", "\"0\", \"999\"").statusCode())
                .isEqualTo(200);
        assertThat(server.get(path, "If-None-Match", "W/\"7\", " + tag).statusCode())
                .isEqualTo(304);
    }

    private static List<Feature> all(String layer) {
        return features.list(FeatureQuery.all(SeenLayer.whole(layers.get(layer))));
    }

    private static JsonNode get(String path) {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return TubanServer.json(answer);
    }

    private static HttpResponse<String> follow(JsonNode link) {
        return server.send(HttpRequest.newBuilder(URI.create(link.get("href").stringValue()))
                .build());
    }

    /** Path and query of a link, or null if there is none of that relation. */
    private static String href(JsonNode document, String rel) {
        return StreamSupport.stream(document.get("links").spliterator(), false)
                .filter(link -> link.get("rel").stringValue().equals(rel))
                .map(link -> URI.create(link.get("href").stringValue()))
                .map(address -> address.getRawPath() + "?" + address.getRawQuery())
                .findFirst()
                .orElse(null);
    }

    private static Set<String> rels(JsonNode document) {
        return new HashSet<>(values(document.get("links"), "rel"));
    }

    private static List<String> values(JsonNode list, String member) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> entry.get(member).stringValue())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
    }
}
