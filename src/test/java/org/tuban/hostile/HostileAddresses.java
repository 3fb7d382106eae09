package org.tuban.hostile;

import java.util.ArrayList;
import java.util.List;
import org.tuban.hostile.HostileRequest.Refusal;

/** Request lines and paths that nobody types: ids, folders, bytes, sizes and methods. */
final class HostileAddresses {

    private static final String ITEMS = "/ogc/collections/parcel/items";
    private static final String SEARCH = "/api/search";

    private final List<HostileRequest> requests = new ArrayList<>();

    private HostileAddresses() {}

    static List<HostileRequest> all() {
        HostileAddresses made = new HostileAddresses();
        made.ids();
        made.paths();
        made.brokenText();
        made.tooMuch();
        made.methods();
        return made.requests;
    }

    private void ids() {
        for (String evil : HostileRequests.EVIL) {
            String segment = HostileRequests.encoded(evil);
            requests.add(HostileRequest.get("id", "/ogc/collections/" + segment, Refusal.REFUSED));
            requests.add(HostileRequest.get("id", ITEMS + "/" + segment, Refusal.REFUSED));
            requests.add(HostileRequest.get("id", "/api/features/parcel/" + segment, Refusal.REFUSED));
            requests.add(HostileRequest.get("id", "/api/features/" + segment + "/a/history", Refusal.REFUSED));
            requests.add(HostileRequest.get("id", "/problems/" + segment, Refusal.REFUSED));
        }
    }

    private void paths() {
        for (String path : List.of(
                "/../etc/passwd",
                "/ogc/../../etc/passwd",
                "/ogc/..%2f..%2fetc/passwd",
                "/ogc/%2e%2e/api/session",
                "/ogc/%252e%252e/api/session",
                "/ogc/collections/parcel%2Fitems",
                "/ogc/collections/parcel%252Fitems",
                "/ogc/collections/parcel\\items",
                "/ogc/collections/parcel;a=b/items",
                "/ogc/collections//items",
                "//127.0.0.1:1/ogc",
                "http://127.0.0.1:1/ogc/collections/none",
                "/js/..%c0%af..%c0%afapplication.yml",
                "/js/....//application.yml",
                "/webjars/leaflet/..;/..;/application.yml",
                "/i18n/%00.json",
                "/ogc/collections/parcel/items/%2e",
                "/ogc/collections/parcel/items.json",
                "/api/../actuator/env",
                "/actuator/health/../env",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/org/tuban/Tuban.class",
                "/.git/config",
                "/.env",
                "/var/tuban.gpkg",
                "*",
                "ogc")) {
            requests.add(HostileRequest.get("path", path, Refusal.REFUSED));
        }
    }

    private void brokenText() {
        for (String bytes : List.of(
                "%00",
                "a%00b", "%ED%A0%80", "%ED%B0%80%ED%A0%80", "%FF", "%C0%AF", "%E4%BD", "%", "%4", "%zz", "%u0041")) {
            requests.add(HostileRequest.get("text", ITEMS + "?status=" + bytes, Refusal.REFUSED));
            requests.add(HostileRequest.get("text", SEARCH + "?q=" + bytes, Refusal.REFUSED));
            requests.add(HostileRequest.get("text", ITEMS + "?" + bytes + "=1", Refusal.REFUSED));
            requests.add(HostileRequest.get("text", ITEMS + "/" + bytes, Refusal.REFUSED));
            requests.add(HostileRequest.get("text", "/api/features/parcel/" + bytes, Refusal.REFUSED));
        }
        for (String raw : List.of("\u0001", "\u007F", "\u0080\u00FF", "<", "|", "^", "`", "{}", "\"", "\u00E4")) {
            requests.add(HostileRequest.get("text", SEARCH + "?q=" + raw, Refusal.MAY_PASS));
            requests.add(HostileRequest.get("text", ITEMS + "/" + raw, Refusal.REFUSED));
        }
    }

    private void tooMuch() {
        for (String path : HostileRequests.READING) {
            requests.add(HostileRequest.get("size", path + "?a=" + "x".repeat(20_000), Refusal.REFUSED));
            requests.add(HostileRequest.get("size", path + "/" + "x".repeat(9_000), Refusal.REFUSED));
            requests.add(HostileRequest.get("size", path, Refusal.REFUSED, "X-Long: " + "x".repeat(20_000)));
            requests.add(HostileRequest.get("size", path + "?" + "a=1&".repeat(60), Refusal.REFUSED));
        }
        requests.add(HostileRequest.get(
                "size", ITEMS, Refusal.MAY_PASS, "A: 1\r\n".repeat(99).strip()));
        requests.add(HostileRequest.get(
                "size", ITEMS, Refusal.REFUSED, "A: 1\r\n".repeat(500).strip()));
    }

    private void methods() {
        for (String path : HostileRequests.READING) {
            for (String method :
                    List.of("TRACE", "CONNECT", "PROPFIND", "get", "G\u0080T", "A".repeat(300), "DELETE")) {
                if (!(method.equals("DELETE") && path.equals("/api/session"))) {
                    requests.add(new HostileRequest("method", method, path, List.of(), null, Refusal.REFUSED));
                }
            }
        }
    }
}
