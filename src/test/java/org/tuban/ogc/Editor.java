package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** A client that writes features as one account. */
final class Editor {

    static final String GEO_JSON = "application/geo+json";
    static final String MERGE_PATCH = "application/merge-patch+json";

    /** Outlines of a park, and another. */
    static final String SQUARE =
            "{\"type\":\"Polygon\",\"coordinates\":[[[121.25,28.6],[121.26,28.6],[121.26,28.61],[121.25,28.61],[121.25,28.6]]]}";

    static final String TRIANGLE =
            "{\"type\":\"Polygon\",\"coordinates\":[[[121.25,28.6],[121.26,28.6],[121.26,28.61],[121.25,28.6]]]}";

    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final TubanServer server;
    private final String account;

    Editor(TubanServer server, String account) {
        this.server = server;
        this.account = account;
    }

    /** An id that no feature has. */
    static String freshId() {
        return "T-" + SERIAL.incrementAndGet();
    }

    /** A park with an id, or without one if it is empty. */
    static String park(String id, String name) {
        return park(id, name, SQUARE);
    }

    /** A park with an outline. */
    static String park(String id, String name, String geometry) {
        String member = id.isEmpty() ? "" : "\"id\":\"%s\",".formatted(id);
        return """
                {"type":"Feature",%s"geometry":%s,"properties":{"name":"%s","kind":"culture",\
                "geometry_accuracy":"schematic","source":"src-tuban-example","area_stated_m2":1200.5}}""".formatted(member, geometry, name);
    }

    /** Makes a park; gives its address. */
    String makePark(String name) {
        HttpResponse<String> made = post("/ogc/collections/park/items", park("", name));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return made.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, GEO_JSON, BodyPublishers.ofString(body), headers);
    }

    HttpResponse<String> put(String path, String body, String... headers) {
        return send("PUT", path, GEO_JSON, BodyPublishers.ofString(body), headers);
    }

    HttpResponse<String> patch(String path, String body, String... headers) {
        return send("PATCH", path, MERGE_PATCH, BodyPublishers.ofString(body), headers);
    }

    HttpResponse<String> delete(String path, String... headers) {
        return send("DELETE", path, "", BodyPublishers.noBody(), headers);
    }

    /** Sends a request; without Content-Type if the type is empty, without account if that is empty. */
    HttpResponse<String> send(String method, String path, String type, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path)).method(method, body);
        if (!account.isEmpty()) {
            request.header("Authorization", TubanServer.basic(account));
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return server.send(request.build());
    }

    /** The feature as it is. */
    JsonNode get(String path) {
        HttpResponse<String> answer = read(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TubanServer.json(answer);
    }

    /** What the account sees there. */
    HttpResponse<String> read(String path) {
        return server.get(path, "Authorization", TubanServer.basic(account));
    }

    /** Its entity tag. */
    String tag(String path) {
        return read(path).headers().firstValue("ETag").orElseThrow();
    }

    /** What history says of the feature, newest first. */
    JsonNode history(String path) {
        String address = path.replace("/ogc/collections/", "/api/features/").replace("/items/", "/") + "/history";
        return get(address).get("entries");
    }
}
