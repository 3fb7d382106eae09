package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.SightsOf;
import org.tuban.layer.Layer;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import org.tuban.tile.TileFields;
import org.tuban.tile.VectorTileReader;
import org.tuban.tile.VectorTileReader.TileFeature;
import org.tuban.tile.VectorTileReader.TileLayer;
import tools.jackson.databind.JsonNode;

/** OGC API – Tiles Part 1 (OGC 20-057) over HTTP, requirement by requirement, on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class TilesIT {

    private static final String MVT = "application/vnd.mapbox-vector-tile";
    private static final String RELATION = "http://www.opengis.net/def/rel/ogc/1.0/";
    private static final String PARCELS = "/ogc/collections/parcel/tiles/";

    private static TubanServer server;
    private static Features features;
    private static List<Layer> layers;

    TilesIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
        features = server.bean(Features.class);
        layers = SightsOf.everybody(server);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("/req/core/conformance-success")
    void declaresTheClasses() {
        assertThat(json("/ogc/conformance").get("conformsTo").toString())
                .contains(
                        "ogcapi-tiles-1/1.0/conf/core\"",
                        "ogcapi-tiles-1/1.0/conf/tileset\"",
                        "ogcapi-tiles-1/1.0/conf/tilesets-list\"",
                        "ogcapi-tiles-1/1.0/conf/dataset-tilesets\"",
                        "ogcapi-tiles-1/1.0/conf/geodata-tilesets\"",
                        "ogcapi-tiles-1/1.0/conf/collections-selection\"",
                        "ogcapi-tiles-1/1.0/conf/mvt\"");
    }

    @Test
    @DisplayName("/req/dataset-tilesets/landingpage, /req/geodata-tilesets/desc-links")
    void isLinkedFromTheLandingPageAndEveryCollection() {
        assertThat(href(json("/ogc"), RELATION + "tilesets-vector"))
                .isEqualTo(server.uri("/ogc/tiles?f=json").toString());
        assertThat(href(json("/ogc"), RELATION + "tiling-schemes"))
                .isEqualTo(server.uri("/ogc/tileMatrixSets?f=json").toString());
        for (Layer layer : layers) {
            assertThat(href(json("/ogc/collections/" + layer.id()), RELATION + "tilesets-vector"))
                    .isEqualTo(server.uri("/ogc/collections/" + layer.id() + "/tiles?f=json")
                            .toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ogc/tiles", "/ogc/collections/parcel/tiles"})
    @DisplayName("/req/tilesets-list/tileset-links, /req/tileset/description")
    void leadsFromTheListToGridAndTiles(String path) {
        for (JsonNode item : json(path).get("tilesets")) {
            JsonNode set = follow(href(item, "self"));
            JsonNode grid = follow(href(item, RELATION + "tiling-scheme"));

            assertThat(item.get("dataType").stringValue()).isEqualTo("vector");
            assertThat(set.get("crs")).isEqualTo(item.get("crs")).isEqualTo(grid.get("crs"));
            assertThat(href(set, RELATION + "tiling-scheme")).isEqualTo(href(item, RELATION + "tiling-scheme"));
            JsonNode template = link(set, "item");
            assertThat(template.get("templated").booleanValue()).isTrue();
            assertThat(template.get("type").stringValue()).isEqualTo(MVT);
            for (JsonNode limits : set.get("tileMatrixSetLimits")) {
                String address = template.get("href")
                        .stringValue()
                        .replace("{tileMatrix}", limits.get("tileMatrix").stringValue())
                        .replace("{tileRow}", limits.get("minTileRow").toString())
                        .replace("{tileCol}", limits.get("minTileCol").toString());
                assertThat(tile(URI.create(address)).statusCode()).as(address).isIn(200, 204);
            }
        }
    }

    @Test
    @DisplayName("/req/tilematrixset: WebMercatorQuad and CGCS2000Quad")
    void describesItsGrids() {
        List<String> ids = new ArrayList<>();
        json("/ogc/tileMatrixSets")
                .get("tileMatrixSets")
                .forEach(set -> ids.add(set.get("id").stringValue()));
        JsonNode mercator = json("/ogc/tileMatrixSets/WebMercatorQuad");
        JsonNode geographic = json("/ogc/tileMatrixSets/CGCS2000Quad");

        assertThat(ids).containsExactly("WebMercatorQuad", "CGCS2000Quad");
        assertThat(mercator.get("uri").stringValue())
                .isEqualTo("http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad");
        assertThat(mercator.at("/tileMatrices/0/pointOfOrigin/0").doubleValue()).isNegative();
        assertThat(mercator.get("tileMatrices")).hasSize(25);
        assertThat(geographic.get("crs").stringValue()).isEqualTo("http://www.opengis.net/def/crs/EPSG/0/4490");
        assertThat(geographic.at("/tileMatrices/0/pointOfOrigin").toString()).isEqualTo("[90.0,-180.0]");
        assertThat(geographic.at("/tileMatrices/0/matrixWidth").intValue()).isEqualTo(2);
        assertThat(geographic.has("uri")).isFalse();
        assertThat(server.get("/ogc/tileMatrixSets/none").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"WebMercatorQuad, 14", "CGCS2000Quad, 13"})
    @DisplayName("/req/core/tc-success, /req/mvt/content")
    void putsEveryFeatureOfEveryLayerOnItsTiles(String grid, int level) {
        for (Layer layer : layers) {
            Map<Long, Feature> stored = new TreeMap<>();
            features.each(FeatureQuery.all(SeenLayer.whole(layer)), feature -> {
                if (feature.geometry() != null) {
                    stored.put(feature.key(), feature);
                }
            });

            Set<Long> seen = new TreeSet<>();
            for (TileLayer tiled : tilesOf("/ogc/collections/" + layer.id() + "/tiles/", grid, level)) {
                assertThat(tiled.name()).isIn(layer.id(), layer.id() + "-label");
                if (!tiled.name().equals(layer.id())) {
                    continue;
                }
                for (TileFeature feature : tiled.features()) {
                    seen.add(feature.id());
                    assertThat(feature.properties()).isEqualTo(written(stored.get(feature.id())));
                    assertThat(feature.type() - 1)
                            .isEqualTo(stored.get(feature.id()).geometry().getDimension());
                }
            }
            assertThat(seen).as(layer.id()).isEqualTo(stored.keySet());
        }
    }

    @Test
    @DisplayName("/req/dataset-tilesets/operation")
    void putsSeveralLayersOnATileOfTheWhole() {
        Set<String> names = tilesOf("/ogc/tiles/", "WebMercatorQuad", 14).stream()
                .map(TileLayer::name)
                .collect(Collectors.toSet());

        assertThat(names).contains("parcel", "road", "village", "workshop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parcel,road", "road,%s/ogc/collections/parcel"})
    @DisplayName("/req/collections-selection/query-collections, /req/collections-selection/collections-response")
    void letsAClientChooseLayers(String chosen) {
        String parameter = "?collections=" + chosen.formatted(server.uri(""));
        JsonNode set = json("/ogc/tiles/WebMercatorQuad" + parameter);
        List<String> described = new ArrayList<>();
        set.get("layers").forEach(layer -> described.add(layer.get("id").stringValue()));
        String template = link(set, "item").get("href").stringValue();
        JsonNode limits = set.at("/tileMatrixSetLimits/14");
        URI address = URI.create(
                template.replace("{tileMatrix}", limits.get("tileMatrix").stringValue())
                        .replace("{tileRow}", limits.get("minTileRow").toString())
                        .replace("{tileCol}", limits.get("maxTileCol").toString()));
        HttpResponse<byte[]> tile = tile(address);

        assertThat(described).containsExactlyInAnyOrder("parcel", "road");
        assertThat(address.getQuery()).startsWith("collections=");
        assertThat(tile.statusCode()).isIn(200, 204);
        assertThat(VectorTileReader.read(tile.body()))
                .extracting(TileLayer::name)
                .isSubsetOf("parcel", "road", "parcel-label", "road-label");
        assertThat(server.get("/ogc/tiles/WebMercatorQuad?collections=none").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "WebMercatorQuad/14/0/0, 404",
        "WebMercatorQuad/14/16384/0, 404",
        "WebMercatorQuad/14/0/99999999, 404",
        "WebMercatorQuad/25/0/0, 404",
        "WebMercatorQuad/19/218560/438720, 404",
        "WebMercatorQuad/3/0/0, 404",
        "none/14/6831/13710, 404",
        "WebMercatorQuad/-1/0/0, 400",
        "WebMercatorQuad/x/0/0, 400",
        "WebMercatorQuad/14/1.5/0, 400",
        "WebMercatorQuad/14/0x10/0, 400",
        "WebMercatorQuad/14/6830/9999999999, 400",
        "WebMercatorQuad/14/6831/13710?f=png, 400",
        "WebMercatorQuad/14/6831/13710?limit=1, 400"
    })
    @DisplayName("/req/core/tc-error")
    void refusesTilesThatThereAreNot(String place, int status) {
        HttpResponse<String> answer = server.get(PARCELS + place);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void offersTilesInOneFormAlone() {
        assertThat(server.get(PARCELS + "WebMercatorQuad/14/6831/13710", "Accept", "image/png")
                        .statusCode())
                .isEqualTo(406);
        for (String path : List.of("?f=mvt", "")) {
            HttpResponse<String> answer = server.get(PARCELS + "WebMercatorQuad/14/6831/13710" + path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains(MVT);
        }
    }

    @Test
    void speaksTileJsonOnTheGridOfWebMaps() {
        HttpResponse<String> answer = server.get(PARCELS + "WebMercatorQuad?f=tilejson");
        JsonNode document = TubanServer.json(answer);

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/vnd.mapbox.tile+json");
        assertThat(document.get("tilejson").stringValue()).isEqualTo("3.0.0");
        assertThat(document.at("/tiles/0").stringValue())
                .isEqualTo(server.uri(PARCELS) + "WebMercatorQuad/{z}/{y}/{x}");
        assertThat(document.at("/vector_layers/0/id").stringValue()).isEqualTo("parcel");
        assertThat(document.at("/vector_layers/0/fields/status").stringValue()).isEqualTo("String");
        assertThat(document.get("bounds")).hasSize(4);
        assertThat(server.get(PARCELS + "CGCS2000Quad?f=tilejson").statusCode()).isEqualTo(400);
    }

    @Test
    void answersANewTagOnlyWhenTheTileChanges() throws IOException {
        URI address = server.uri(PARCELS + "WebMercatorQuad/14/6831/13710");
        HttpResponse<byte[]> first = tile(address);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> zipped = tile(address, "Accept-Encoding", "gzip");
        String zippedTag = zipped.headers().firstValue("ETag").orElseThrow();

        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zippedTag).isNotEqualTo(tag);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body()))).hasBinaryContent(first.body());
        for (String known : List.of(tag, zippedTag, "W/" + tag, "\"other\", " + tag, "*")) {
            assertThat(tile(address, "If-None-Match", known).statusCode())
                    .as(known)
                    .isEqualTo(304);
        }
        assertThat(tile(address, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(tile(address, "Accept-Encoding", "gzip;q=0").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void takesFilterPropertiesAndDatetimeAsItemsDo() {
        String tile = PARCELS + "WebMercatorQuad/12/1707/3427";
        List<TileFeature> all = features(tile);
        long signing = all.stream()
                .filter(feature -> "SIGNING".equals(feature.properties().get("status")))
                .count();

        assertThat(signing).isBetween(1L, all.size() - 1L);
        assertThat(features(tile + "?filter=status='SIGNING'".replace("'", "%27")))
                .hasSize((int) signing)
                .allMatch(feature -> feature.properties().get("status").equals("SIGNING"));
        assertThat(features(tile + "?properties=source,version"))
                .hasSameSizeAs(all)
                .allMatch(feature -> feature.properties().containsKey("source")
                        && feature.properties().get("version") instanceof Long
                        && !feature.properties().containsKey("status"));
        assertThat(features(tile + "?datetime=1999-01-01T00:00:00Z")).isEmpty();
        for (String wrong :
                List.of("filter=nothing%3D1", "filter=(", "properties=nothing", "datetime=x", "sortby=name")) {
            assertThat(server.get(tile + "?" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    private static List<TileFeature> features(String path) {
        return read(server.uri(path)).stream()
                .filter(layer -> layer.name().equals("parcel"))
                .flatMap(layer -> layer.features().stream())
                .toList();
    }

    /** All tiles of a level, by the limits that the tile set states. */
    private static List<TileLayer> tilesOf(String path, String grid, int level) {
        List<TileLayer> found = new ArrayList<>();
        for (JsonNode limits : json(path + grid).get("tileMatrixSetLimits")) {
            if (limits.get("tileMatrix").stringValue().equals(Integer.toString(level))) {
                for (int row = limits.get("minTileRow").intValue();
                        row <= limits.get("maxTileRow").intValue();
                        row++) {
                    for (int column = limits.get("minTileCol").intValue();
                            column <= limits.get("maxTileCol").intValue();
                            column++) {
                        found.addAll(read(server.uri("%s%s/%d/%d/%d".formatted(path, grid, level, row, column))));
                    }
                }
            }
        }
        return found;
    }

    private static List<TileLayer> read(URI address) {
        HttpResponse<byte[]> answer = tile(address);
        assertThat(answer.statusCode()).as(address.toString()).isIn(200, 204);
        return VectorTileReader.read(answer.body());
    }

    private static Map<String, Object> written(Feature feature) {
        Map<String, Object> properties =
                new TreeMap<>(Map.of("id", feature.ref().id()));
        for (String name : TileFields.of(layer(feature)).names()) {
            if (feature.text(name) != null) {
                properties.put(name, feature.text(name));
            }
        }
        return properties;
    }

    private static Layer layer(Feature feature) {
        return layers.stream()
                .filter(layer -> layer.id().equals(feature.ref().layer()))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<byte[]> tile(URI address, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address);
            if (headers.length > 0) {
                request.headers(headers);
            }
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new AssertionError(address.toString(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static JsonNode json(String path) {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return TubanServer.json(answer);
    }

    private static JsonNode follow(String href) {
        return json(href.substring(server.uri("").toString().length()));
    }

    private static String href(JsonNode document, String relation) {
        return link(document, relation).get("href").stringValue();
    }

    private static JsonNode link(JsonNode document, String relation) {
        for (JsonNode link : document.get("links")) {
            if (link.get("rel").stringValue().equals(relation)) {
                return link;
            }
        }
        throw new AssertionError("no link " + relation + " in " + document);
    }
}
