package org.tuban.feature;

import static org.tuban.feature.SecretData.INSIDE;
import static org.tuban.feature.SecretData.OUTSIDE;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Every path on which something of a layer may be read, under a name.
 *
 * <p>Rooms that read in other ways (events, exports) add theirs in {@link #ofOtherRooms}.
 */
final class ReadPaths {

    /** What an answer shows of what its caller may see. */
    enum Shows {
        NOTHING(0),
        NAMES(1),
        FIELDS(3),
        /** Fields, and figures about the feature. */
        FIGURES(3),
        /** Where features are, and nothing else of them. */
        PLACES(0),
        FIELD_NAMES(0);

        private final int marks;

        Shows(int marks) {
            this.marks = marks;
        }

        /** Fields up to how many marks are shown. */
        int marks() {
            return marks;
        }
    }

    /**
     * A request.
     *
     * @param id the feature that it is about, or null if it is about many
     * @param statusOf status by how much is seen: 0 nothing, 1 to 3 fields up to the public, internal, restricted mark
     * @param signedIn true if the path is closed to the public whatever it is about
     */
    record Asking(
            String method,
            String path,
            @Nullable String body,
            @Nullable String id,
            Shows shows,
            IntUnaryOperator statusOf,
            boolean signedIn) {

        static Asking among(String path, Shows shows) {
            return new Asking("GET", path, null, null, shows, level -> level == 0 ? 404 : 200, false);
        }

        static Asking alone(String path, String id, Shows shows) {
            return new Asking("GET", path, null, id, shows, level -> level == 0 ? 404 : 200, false);
        }

        Asking forSignedIn() {
            return new Asking(method, path, body, id, shows, statusOf, true);
        }

        Asking posting(String json) {
            return new Asking("POST", path, json, id, shows, statusOf, signedIn);
        }

        /** Status and headers only: the answer does not end. */
        Asking withoutBody() {
            return new Asking("HEAD", path, body, id, shows, statusOf, signedIn);
        }

        Asking answering(IntUnaryOperator statuses) {
            return new Asking(method, path, body, id, shows, statuses, signedIn);
        }

        boolean alone() {
            return id != null;
        }

        int status(int level) {
            return statusOf.applyAsInt(level);
        }
    }

    /** Names of the paths. */
    static final List<String> NAMES = List.copyOf(new ReadPaths(Map.of(), Instant.EPOCH).byName.keySet());

    private static final int ZOOM = 12;

    private final Map<FeatureRef, String> photos;
    private final String then;
    private final Map<String, Function<String, Asking>> byName = new LinkedHashMap<>();

    /**
     * The paths.
     *
     * @param photos id of a file about each feature
     * @param then a time at which everything was as it is
     */
    ReadPaths(Map<FeatureRef, String> photos, Instant then) {
        this.photos = photos;
        this.then = then.toString();
        items();
        conditions();
        tiles();
        descriptions();
        search();
        alone(INSIDE);
        alone(OUTSIDE);
        ofOtherRooms();
    }

    /** The request of a path about a layer. */
    Asking of(String name, String layer) {
        return byName.get(name).apply(layer);
    }

    private void items() {
        add("items", layer -> Asking.among(items(layer) + "?limit=100", Shows.FIELDS));
        add("items as page", layer -> Asking.among(items(layer) + "?limit=100&f=html", Shows.NAMES));
        add("items in a box", layer -> Asking.among(items(layer) + "?bbox=121.2,28.6,121.3,28.7", Shows.FIELDS));
        add("items in order", layer -> Asking.among(items(layer) + "?sortby=-name", Shows.FIELDS));
        add(
                "items in another system",
                layer -> Asking.among(items(layer) + "?crs=http://www.opengis.net/def/crs/EPSG/0/4490", Shows.FIELDS));
        add("items then", layer -> Asking.among(items(layer) + "?datetime=" + then, Shows.FIELDS));
        add("items known then", layer -> Asking.among(items(layer) + "?recorded=" + then, Shows.FIELDS));
        add(
                "items searched",
                layer -> Asking.among(of(layer) + "/search", Shows.FIELDS).posting("{\"limit\":100}"));
        add("items by name", layer -> Asking.among(items(layer) + "?properties=name", Shows.NAMES));
    }

    /** A property that is not seen is none: to ask for it is refused. */
    private void conditions() {
        for (int mark = 1; mark < 3; mark++) {
            int needed = mark + 1;
            int number = mark;
            String kind = mark == 1 ? "internal" : "restricted";
            IntUnaryOperator statuses = level -> level == 0 ? 404 : level < needed ? 400 : 200;
            Map<String, String> ways = new TreeMap<>(Map.of(
                    "filter on", "?filter=%1$s%%20LIKE%%20'%%25'",
                    "past filter on", "?filter=%1$s%%20LIKE%%20'%%25'&datetime=" + then,
                    "absence of", "?filter=%1$s%%20IS%%20NULL%%20OR%%20name%%20LIKE%%20'%%25'",
                    "order by", "?sortby=%1$s",
                    "choice of", "?properties=%1$s"));
            ways.forEach((way, query) -> add(
                    way + " " + kind,
                    layer -> Asking.among(
                                    items(layer) + query.formatted(SecretData.field(layer, number)), Shows.NOTHING)
                            .answering(statuses)));
            add(
                    "value of " + kind,
                    layer -> Asking.among(
                                    items(layer) + "?%s=a".formatted(SecretData.field(layer, number)), Shows.NOTHING)
                            .answering(statuses));
            add(
                    "searched by " + kind,
                    layer -> Asking.among(of(layer) + "/search", Shows.NOTHING)
                            .posting("{\"filter\":{\"op\":\"=\",\"args\":[{\"property\":\"%s\"},\"a\"]}}"
                                    .formatted(SecretData.field(layer, number)))
                            .answering(statuses));
            add(
                    "tile filtered by " + kind,
                    layer -> Asking.among(
                                    tile(layer)
                                            + "?filter=%s%%20LIKE%%20'%%25'".formatted(SecretData.field(layer, number)),
                                    Shows.NAMES)
                            .answering(statuses));
            add(
                    "tile with " + kind,
                    layer -> Asking.among(
                                    tile(layer) + "?properties=%s".formatted(SecretData.field(layer, number)),
                                    Shows.NOTHING)
                            .answering(statuses));
        }
    }

    private void tiles() {
        add("tile", layer -> Asking.among(tile(layer), Shows.NAMES));
        add("tile as asked for", layer -> Asking.among(tile(layer) + "?f=mvt", Shows.NAMES));
        add("tile then", layer -> Asking.among(tile(layer) + "?datetime=" + then, Shows.NAMES));
        add(
                "tile of all",
                layer -> Asking.among("/ogc/tiles/WebMercatorQuad/" + place(), Shows.NAMES)
                        .answering(level -> 200));
        add(
                "tile of chosen",
                layer -> Asking.among(
                                "/ogc/tiles/WebMercatorQuad/%s?collections=%s".formatted(place(), layer), Shows.NAMES)
                        .answering(level -> level == 0 ? 400 : 200));
        add("tile set", layer -> Asking.among(of(layer) + "/tiles/WebMercatorQuad", Shows.NOTHING));
        add("tile set as page", layer -> Asking.among(of(layer) + "/tiles/WebMercatorQuad?f=html", Shows.NOTHING));
        add(
                "tile set as TileJSON",
                layer -> Asking.among(of(layer) + "/tiles/WebMercatorQuad?f=tilejson", Shows.NOTHING));
    }

    private void descriptions() {
        for (String what : List.of("schema", "queryables", "sortables")) {
            add(what, layer -> Asking.among(of(layer) + "/" + what, Shows.FIELD_NAMES));
            add(what + " as page", layer -> Asking.among(of(layer) + "/" + what + "?f=html", Shows.FIELD_NAMES));
        }
        add("collection", layer -> Asking.among(of(layer), Shows.NOTHING));
        add("collection as page", layer -> Asking.among(of(layer) + "?f=html", Shows.FIELD_NAMES));
        add("styles", layer -> Asking.among(of(layer) + "/styles", Shows.NOTHING));
        add("style", layer -> Asking.among(of(layer) + "/styles/default?f=mapbox", Shows.NOTHING));
        add("style as SLD", layer -> Asking.among(of(layer) + "/styles/default?f=sld11", Shows.NOTHING));
        Map<String, String> ofAll = new TreeMap<>(Map.of(
                "collections", "/ogc/collections",
                "collections as page", "/ogc/collections?f=html",
                "landing page", "/ogc?f=html",
                "style of all", "/ogc/styles/default?f=mapbox"));
        ofAll.forEach((name, path) ->
                add(name, layer -> Asking.among(path, Shows.NOTHING).answering(level -> 200)));
        add(
                "catalogue",
                layer -> Asking.among("/api/catalogue", Shows.FIELD_NAMES).answering(level -> 200));
        add("definition", layer -> Asking.among("/ogc/api", Shows.FIELD_NAMES).answering(level -> 200));
    }

    private void search() {
        for (int mark = 0; mark < 3; mark++) {
            int number = mark;
            add(
                    "search for "
                            + List.of("names", "internal texts", "restricted texts")
                                    .get(mark),
                    layer -> Asking.among(
                                    "/api/search?limit=50&q=" + SecretData.beginning(layer, number), Shows.NOTHING)
                            .answering(level -> 200));
        }
        add(
                "search then",
                layer -> Asking.among(
                                "/api/search?limit=50&datetime=%s&q=%s".formatted(then, SecretData.beginning(layer, 0)),
                                Shows.NAMES)
                        .answering(level -> 200));
        add(
                "search of names",
                layer -> Asking.among("/api/search?limit=50&q=" + SecretData.beginning(layer, 0), Shows.NAMES)
                        .answering(level -> 200));
        add(
                "what the village holds",
                layer -> Asking.among("/api/features/" + SecretData.VILLAGE, Shows.NOTHING)
                        .answering(level -> 200));
    }

    private void alone(String id) {
        add("item " + id, layer -> Asking.alone(items(layer) + "/" + id, id, Shows.FIELDS));
        add("item as page " + id, layer -> Asking.alone(items(layer) + "/" + id + "?f=html", id, Shows.FIELDS));
        add("item then " + id, layer -> Asking.alone(items(layer) + "/" + id + "?datetime=" + then, id, Shows.FIELDS));
        add(
                "item in another system " + id,
                layer -> Asking.alone(
                        items(layer) + "/" + id + "?crs=http://www.opengis.net/def/crs/EPSG/0/4490", id, Shows.FIELDS));
        add("versions " + id, layer -> Asking.alone(items(layer) + "/" + id + "/versions", id, Shows.NOTHING));
        add("version " + id, layer -> Asking.alone(items(layer) + "/" + id + "/versions/1", id, Shows.FIELDS));
        add(
                "version as page " + id,
                layer -> Asking.alone(items(layer) + "/" + id + "/versions/1?f=html", id, Shows.FIELDS));
        add("dossier " + id, layer -> Asking.alone(dossier(layer, id), id, Shows.FIGURES));
        add("dossier then " + id, layer -> Asking.alone(dossier(layer, id) + "?datetime=" + then, id, Shows.FIGURES));
        add("history " + id, layer -> Asking.alone(dossier(layer, id) + "/history", id, Shows.FIELDS));
        add(
                "comparison " + id,
                layer -> Asking.alone(dossier(layer, id) + "/comparison?from=1&to=2", id, Shows.FIELDS));
        add(
                "files " + id,
                layer -> Asking.alone(dossier(layer, id) + "/attachments", id, Shows.NAMES)
                        .forSignedIn());
        add(
                "file " + id,
                layer -> Asking.alone(
                                dossier(layer, id) + "/attachments/" + photos.get(new FeatureRef(layer, id)),
                                id,
                                Shows.NAMES)
                        .forSignedIn());
    }

    /** Where rooms that read in other ways join. */
    private void ofOtherRooms() {
        for (String id : List.of(INSIDE, OUTSIDE)) {
            add("lineage " + id, layer -> Asking.alone(dossier(layer, id) + "/lineage", id, Shows.NOTHING));
            add(
                    "proposals " + id,
                    layer -> Asking.alone(dossier(layer, id) + "/proposals", id, Shows.NOTHING)
                            .forSignedIn());
        }
        add("overlaps", layer -> Asking.among("/api/layers/%s/overlaps".formatted(layer), Shows.NOTHING));
        String changes = "/api/changes?limit=1000&after=0-0";
        add("changes", layer -> Asking.among(changes + "&layer=" + layer, Shows.PLACES));
        add(
                "changes in a box",
                layer -> Asking.among(changes + "&bbox=121.2,28.6,121.3,28.7", Shows.PLACES)
                        .answering(level -> 200));
        add(
                "stream of changes",
                layer -> Asking.among("/api/events?layer=" + layer, Shows.NOTHING)
                        .withoutBody());
    }

    private void add(String name, Function<String, Asking> asking) {
        byName.put(name, asking);
    }

    private static String of(String layer) {
        return "/ogc/collections/" + layer;
    }

    private static String items(String layer) {
        return of(layer) + "/items";
    }

    private static String dossier(String layer, String id) {
        return "/api/features/%s/%s".formatted(layer, id);
    }

    private static String tile(String layer) {
        return of(layer) + "/tiles/WebMercatorQuad/" + place();
    }

    /** The tile that has all features of the layers: level, row, column. */
    private static String place() {
        double[] place = SecretData.place("open_thing", INSIDE);
        int tiles = 1 << ZOOM;
        double latitude = Math.toRadians(place[1]);
        int column = (int) ((place[0] + 180) / 360 * tiles);
        int row = (int) ((1 - Math.log(Math.tan(latitude) + 1 / Math.cos(latitude)) / Math.PI) / 2 * tiles);
        return "%d/%d/%d".formatted(ZOOM, row, column);
    }
}
