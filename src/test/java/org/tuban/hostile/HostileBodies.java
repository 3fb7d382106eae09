package org.tuban.hostile;

import static org.tuban.hostile.HostileRequest.utf8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tuban.hostile.HostileRequest.Refusal;
import org.tuban.testing.TubanServer;

/** Bodies that no editor sends, to every address that takes one. Each is to be refused. */
final class HostileBodies {

    private static final String ITEMS = "/ogc/collections/parcel/items";
    private static final String ITEM = ITEMS + "/PCL-FSX-01";
    private static final String STEP = "/api/features/parcel/PCL-FSX-01/transitions";

    private final Random random;
    private final List<HostileRequest> requests = new ArrayList<>();

    private HostileBodies(long seed) {
        this.random = new Random(seed);
    }

    static List<HostileRequest> all(long seed) {
        HostileBodies made = new HostileBodies(seed);
        made.json();
        made.mediaTypes();
        made.steps();
        made.signIns();
        made.geometries();
        made.lengths();
        return made.requests;
    }

    private void add(String family, String method, String path, String type, String body) {
        requests.add(new HostileRequest(
                family,
                method,
                path,
                List.of("Content-Type: " + type, "If-Match: \"1\"", "Authorization: " + TubanServer.basic("admin")),
                utf8(body),
                Refusal.REFUSED));
    }

    private void everywhere(String family, String body) {
        add(family, "POST", STEP, "application/json", body);
        add(family, "POST", "/api/session", "application/json", body);
        add(family, "POST", ITEMS, "application/geo+json", body);
        add(family, "PUT", ITEM, "application/geo+json", body);
        add(family, "PATCH", ITEM, "application/merge-patch+json", body);
    }

    private void json() {
        for (String body : List.of(
                "",
                "null",
                "1",
                "\"a\"",
                "[]",
                "[".repeat(10_000),
                "{\"a\":".repeat(10_000),
                "[".repeat(10_000) + "]".repeat(10_000),
                "{\"to\":1e400}",
                "{\"to\":NaN}",
                "{\"to\":-Infinity}",
                "{\"to\":" + "9".repeat(5_000) + "}",
                "{\"to\":\"A\",\"to\":\"B\"}",
                "{\"to\":\"A\"} trailing",
                "{\"to\":\"A\"}{\"to\":\"B\"}",
                "{'to':'A'}",
                "{\"to\":\"\\u0000\"}",
                "{\"to\":\"\\ud800\"}",
                "{\"to\":\"\\udc00\\ud800\"}",
                "{\"\\u0000\":1}",
                "{\"to\":\"unended",
                "{\"to\":}",
                "{\"" + "n".repeat(2_000) + "\":1}",
                "{\"to\":\"" + "x".repeat(1_100_000) + "\"}",
                "/* a */ {}",
                "\uFEFF{\"to\":1}",
                "{\"@type\":\"java.lang.Runtime\",\"@class\":\"javax.script.ScriptEngineManager\"}",
                "<a/>",
                "a=b")) {
            everywhere("json", body);
        }
        // Bytes that are no UTF-8, and UTF-16 without saying so.
        for (String bytes :
                List.of("{\"to\":\"\u00FF\u00FE\"}", "{\"to\":\"\u00C0\u00AF\"}", "\u00FF\u00FE{\u0000}\u0000")) {
            requests.add(new HostileRequest(
                    "json",
                    "POST",
                    STEP,
                    List.of(
                            "Content-Type: application/json",
                            "If-Match: \"1\"",
                            "Authorization: " + TubanServer.basic("admin")),
                    bytes,
                    Refusal.REFUSED));
        }
    }

    private void mediaTypes() {
        for (String type : List.of(
                "text/plain",
                "text/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "multipart/form-data",
                "application/json; charset=utf-7",
                "application/x-java-serialized-object",
                "garbage",
                "a/b/c",
                "*/*")) {
            for (String method : List.of("POST", "PUT", "PATCH")) {
                add("type", method, method.equals("POST") ? STEP : ITEM, type, "{\"to\":\"CLEARED\"}");
            }
        }
    }

    private void steps() {
        for (String step : List.of(
                "{\"to\":null}",
                "{\"to\":\"NOWHERE\"}",
                "{\"to\":\"' OR 1=1 --\"}",
                "{\"to\":{\"a\":1}}",
                "{\"to\":[\"CLEARED\"]}",
                "{\"to\":5}",
                "{\"to\":\"CLEARED\",\"extra\":1}",
                "{\"to\":\"CLEARED\",\"evidence\":[]}",
                "{\"to\":\"CLEARED\",\"evidence\":{\"cleared_on\":\"2024-02-30\"}}",
                "{\"to\":\"CLEARED\",\"evidence\":{\"cleared_on\":1e400}}",
                "{\"to\":\"CLEARED\",\"evidence\":{\"cleared_on\":{\"a\":{}}}}",
                "{\"to\":\"CLEARED\",\"validFrom\":\"2024-02-30\"}",
                "{\"to\":\"CLEARED\",\"validFrom\":\"9999-12-31\"}",
                "{\"to\":\"CLEARED\",\"note\":\"" + "x".repeat(100_000) + "\"}")) {
            add("step", "POST", STEP, "application/json", step);
        }
        for (String evil : HostileRequests.EVIL) {
            String text = evil.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\r", "\\r")
                    .replace("\n", "\\n");
            add("step", "POST", STEP, "application/json", "{\"to\":\"" + text + "\"}");
            add("step", "POST", STEP, "application/json", "{\"" + text + "\":\"CLEARED\"}");
        }
    }

    private void signIns() {
        for (String body : List.of(
                "{\"name\":\"admin\"}",
                "{\"name\":\"\",\"password\":\"\"}",
                "{\"name\":[],\"password\":{}}",
                "{\"name\":\"admin' --\",\"password\":\"x\"}",
                "{\"name\":\"" + "a".repeat(100_000) + "\",\"password\":\"x\"}",
                "{\"name\":\"a\",\"password\":\"" + "p".repeat(900_000) + "\"}")) {
            add("sign-in", "POST", "/api/session", "application/json", body);
        }
    }

    private void geometries() {
        String hundredThousand = IntStream.range(0, 100_000)
                .mapToObj(at -> "[" + (121 + at / 1e6) + "," + (28 + random.nextDouble()) + "]")
                .collect(Collectors.joining(","));
        for (String geometry : List.of(
                polygon("[121,28],[122,28],[122,29],[121,29]"),
                polygon("[121,28],[122,28],[121,28]"),
                polygon("[121,28]"),
                polygon(""),
                polygon("[121,28],[122,29],[122,28],[121,29],[121,28]"),
                polygon("[121,28,1,2,3,4,5,6,7],[122,28,1,2,3,4,5,6,7],[122,29,1,2,3,4,5,6,7],[121,28,1,2,3,4,5,6,7]"),
                polygon("[121],[122],[122],[121]"),
                polygon("[\"121\",\"28\"],[122,28],[122,29],[121,28]"),
                polygon("[null,28],[122,28],[122,29],[null,28]"),
                polygon("[1e400,28],[122,28],[122,29],[1e400,28]"),
                polygon("[500,28],[501,28],[501,29],[500,28]"),
                polygon("[121,95],[122,95],[122,96],[121,95]"),
                polygon("[40500000,3200000],[40500100,3200000],[40500100,3200100],[40500000,3200000]"),
                polygon(hundredThousand),
                "{\"type\":\"Polygon\",\"coordinates\":null}",
                "{\"type\":\"Polygon\",\"coordinates\":{}}",
                "{\"type\":\"Circle\",\"coordinates\":[1,2]}",
                "{\"type\":\"polygon\",\"coordinates\":[]}",
                "{\"type\":\"Point\",\"coordinates\":[121,28]}",
                "{\"type\":\"GeometryCollection\",\"geometries\":["
                        + "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(200),
                "\"POLYGON((0 0,1 0,1 1,0 0))\"",
                "5")) {
            String feature =
                    "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{\"name\":\"坏\"}}".formatted(geometry);
            add("geometry", "POST", ITEMS, "application/geo+json", feature);
            add("geometry", "PUT", ITEM, "application/geo+json", feature);
            add("geometry", "PATCH", ITEM, "application/merge-patch+json", "{\"geometry\":" + geometry + "}");
        }
        for (String feature : List.of(
                "{\"type\":\"FeatureCollection\",\"features\":[]}",
                "{\"type\":\"Feature\"}",
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":null}",
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"status\":5}}",
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"' OR 1=1 --\":5}}",
                "{\"type\":\"Feature\",\"id\":\"../../a\",\"geometry\":null,\"properties\":{}}",
                "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"name\":\"\\u0000\"}}")) {
            add("geometry", "POST", ITEMS, "application/geo+json", feature);
            add("geometry", "PUT", ITEM, "application/geo+json", feature);
        }
    }

    private static String polygon(String ring) {
        return "{\"type\":\"Polygon\",\"coordinates\":[[" + ring + "]]}";
    }

    private void lengths() {
        List<String> json = List.of("Content-Type: application/json", "Authorization: " + TubanServer.basic("admin"));
        for (String header : List.of(
                "Content-Length: 1073741824\r\nExpect: 100-continue",
                "Content-Length: -1",
                "Content-Length: x",
                "Content-Length: 99999999999999999999",
                "Content-Length: 5\r\nContent-Length: 6",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding: identity, chunked, chunked",
                "Content-Encoding: gzip",
                "Expect: 200-maybe")) {
            HostileRequest request = new HostileRequest("length", "POST", STEP, json, "{}", Refusal.REFUSED);
            requests.add(request.with(header));
        }
    }
}
