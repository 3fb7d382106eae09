package org.tuban.hostile;

import static org.tuban.hostile.HostileRequest.utf8;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tuban.hostile.HostileRequest.Refusal;

/** About a thousand requests that nobody sends by accident, the same for the same seed. */
final class HostileRequests {

    private static final String ITEMS = "/ogc/collections/parcel/items";
    private static final String ITEM = ITEMS + "/PCL-FSX-01";
    private static final String SEARCH = "/api/search";

    /** Addresses that answer GET with JSON. */
    static final List<String> READING = List.of(
            "/ogc",
            "/ogc/conformance",
            "/ogc/api",
            "/ogc/collections",
            "/ogc/collections/parcel",
            ITEMS,
            ITEM,
            "/api/catalogue",
            "/api/session",
            SEARCH,
            "/problems");

    /** Names that became code, SQL, XPath or a look-up in other systems. */
    static final List<String> EVIL = List.of(
            "' OR '1'='1",
            "'; DROP TABLE parcel; --",
            "\" OR \"\"=\"",
            "1) OR 1=1 --",
            "x' UNION SELECT password_hash FROM account --",
            "$$; SELECT pg_sleep(10); $$",
            "\\'; SELECT 1; --",
            "${jndi:ldap://127.0.0.1:1/a}",
            "${7*7}",
            "#{T(java.lang.Runtime).getRuntime().exec('id')}",
            "exec(java.lang.Runtime.getRuntime(),'id')",
            "java.lang.Runtime.getRuntime().exec('id')",
            "//*[local-name()='a']",
            "<script>alert(1)</script>",
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
            "{{7*7}}",
            "../../../../etc/passwd",
            "file:///etc/passwd",
            "%n%n%s%x",
            "a\r\nSet-Cookie: evil=1",
            "\u202Etxt.exe",
            "ＳＥＬＥＣＴ ＇",
            "\uD83D\uDE00".repeat(50),
            "a".repeat(3_000));

    private static final List<String> NO_NUMBERS =
            List.of("", "x", "NaN", "Infinity", "-Infinity", "1e400", "0x10", "1_000", "１２", "1,5", " 1", "null", "[]");

    private final Random random;
    private final List<HostileRequest> requests = new ArrayList<>();

    private HostileRequests(long seed) {
        this.random = new Random(seed);
    }

    /**
     * All of them, family by family.
     *
     * @param listener address of this machine that nothing of ours may open a connection to
     */
    static List<HostileRequest> all(long seed, String listener) {
        HostileRequests made = new HostileRequests(seed);
        made.boxes();
        made.limits();
        made.times();
        made.systems(listener);
        made.unknownParameters();
        made.valuesOfFields();
        made.forms();
        made.forgedAddresses();
        made.evilHeaders(listener);
        made.evilParameters();
        made.pages();
        made.conditions();
        made.credentials();
        made.requests.addAll(HostileAddresses.all());
        made.requests.addAll(HostileBodies.all(seed));
        return made.requests;
    }

    private void named(String family, String path, String parameter, String value) {
        requests.add(HostileRequest.get(family, path + "?" + parameter + "=" + encoded(value), Refusal.NAMED));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private void boxes() {
        for (String number : NO_NUMBERS) {
            for (int place = 0; place < 4; place++) {
                List<String> box = new ArrayList<>(List.of("121", "28", "122", "29"));
                box.set(place, number);
                named("bbox", ITEMS, "bbox", String.join(",", box));
            }
        }
        for (String box : List.of(
                "1,2,3",
                "1,2,3,4,5",
                "1,2,3,4,5,6,7",
                "181,0,182,1",
                "-181,0,1,1",
                "0,91,1,92",
                "0,-91,1,0",
                "0,2,1,1",
                "0,0,5,1,1,1",
                "1;2;3;4",
                "1 2 3 4",
                ",,,",
                "((1,2),(3,4))",
                "1e400,0,1,1",
                "9".repeat(400) + ",0,1,1")) {
            named("bbox", ITEMS, "bbox", box);
        }
    }

    private void limits() {
        List<String> wrong = new ArrayList<>(NO_NUMBERS);
        wrong.addAll(List.of("-1", "0", "00", "1.0", "1e3", "-9223372036854775808", "9".repeat(101), "+5"));
        for (String limit : wrong) {
            named("limit", ITEMS, "limit", limit);
            named("limit", "/ogc/collections/village/items", "limit", limit);
            requests.add(HostileRequest.get("limit", SEARCH + "?q=a&limit=" + encoded(limit), Refusal.NAMED));
        }
        requests.add(HostileRequest.get("limit", ITEMS + "?limit=1000000000", Refusal.MAY_PASS));
        requests.add(HostileRequest.get("limit", ITEMS + "?limit=99999999999999999999", Refusal.MAY_PASS));
    }

    private void times() {
        for (String time : List.of(
                "2024-02-30",
                "2023-02-29",
                "2024-13-01",
                "2024-00-10",
                "2024-1-1",
                "2024",
                "20240101",
                "2024-01-01T25:00:00Z",
                "2024-01-01T23:60:00Z",
                "2024-01-01T00:00:00",
                "2024-01-01T00:00:00+99:00",
                "2024-01-01T00:00:00.1234567890Z",
                "-2024-01-01",
                "99999-01-01",
                "+292278994-08-17T07:12:55Z",
                "2024-01-01/2023-01-01",
                "2024-01-01/2024-02-30",
                "a/b",
                "2024-01-01/2024-01-02/2024-01-03",
                "now",
                "P1D",
                "2024-01-01,2024-01-02",
                "2024-01-01T00:00:00Z; DROP TABLE x")) {
            named("datetime", ITEMS, "datetime", time);
            named("datetime", "/ogc/collections/block/items", "datetime", "../" + time);
        }
    }

    private void systems(String listener) {
        for (String crs : List.of(
                "EPSG:0",
                "epsg:4326;x",
                "http://www.opengis.net/def/crs/EPSG/0/999999",
                "http://www.opengis.net/def/crs/EPSG/0/-1",
                "http://www.opengis.net/def/crs/EPSG/0/4326'",
                "http://www.opengis.net/def/crs/EPSG/0/" + "4".repeat(300),
                "http://" + listener + "/crs",
                "https://" + listener + "/def/crs/EPSG/0/4326",
                "ftp://" + listener + "/a",
                "jar:http://" + listener + "!/a",
                "file:///etc/passwd",
                "GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",6378137,298]]]",
                "+proj=longlat +nadgrids=/etc/passwd",
                "AUTO:42001,1,2,3",
                "WGS84",
                "",
                "urn:ogc:def:crs:EPSG::4326\u0001")) {
            for (String parameter : List.of("crs", "bbox-crs", "filter-crs")) {
                requests.add(HostileRequest.get(
                        "crs", ITEMS + "?bbox=121,28,122,29&" + parameter + "=" + encoded(crs), Refusal.NAMED));
            }
        }
    }

    private void unknownParameters() {
        for (String path : READING) {
            if (path.startsWith("/api/features") || path.equals("/api/catalogue")) {
                continue;
            }
            requests.add(HostileRequest.get("parameter", path + "?unknown=1", Refusal.NAMED));
            requests.add(HostileRequest.get("parameter", path + "?F=json", Refusal.NAMED));
            requests.add(HostileRequest.get("parameter", path + "?f=json&f=html", Refusal.NAMED));
        }
        for (String parameter : List.of("limit=1", "bbox=1,2,3,4", "status=SIGNING", "datetime=2024-01-01")) {
            requests.add(HostileRequest.get("parameter", ITEMS + "?" + parameter + "&" + parameter, Refusal.NAMED));
        }
        for (String evil : EVIL) {
            requests.add(HostileRequest.get("parameter", ITEMS + "?" + encoded(evil) + "=1", Refusal.NAMED));
        }
    }

    private void valuesOfFields() {
        for (String evil : EVIL) {
            named("field", ITEMS, "status", evil);
            named("field", "/ogc/collections/block/items", "block_code", evil + "\u0000");
            requests.add(HostileRequest.get(
                    "field", "/ogc/collections/village/items?name_en=" + encoded(evil), Refusal.FINDS_NOTHING));
        }
    }

    private void forms() {
        for (String path : READING) {
            boolean chosen = path.startsWith("/ogc");
            for (String form : List.of("xml", "JSON", "", "json'", "application/json", "../html")) {
                if (chosen) {
                    named("form", path, "f", form);
                }
            }
            for (String accept :
                    List.of("image/png", "text/xml", "x", "*/*;q=0", "a/b;q=2", "application/json;;;", ",")) {
                requests.add(HostileRequest.get("form", path, Refusal.MAY_PASS, "Accept: " + accept));
            }
            requests.add(
                    HostileRequest.get("form", path, Refusal.MAY_PASS, "Accept-Language: " + any(EVIL.subList(0, 10))));
            requests.add(HostileRequest.get("form", path, Refusal.MAY_PASS, "Accept-Encoding: gzip;q=x, br, *;q=9"));
        }
    }

    private void forgedAddresses() {
        for (String path : READING) {
            for (String header : List.of(
                    "Forwarded: for=1.2.3.4;host=evil.example;proto=https",
                    "X-Forwarded-Host: evil.example",
                    "X-Forwarded-Proto: javascript",
                    "X-Forwarded-For: 127.0.0.1",
                    "X-Forwarded-Prefix: /evil.example",
                    "X-Original-URL: /actuator/env",
                    "X-Rewrite-URL: /actuator/env",
                    "X-HTTP-Method-Override: DELETE")) {
                requests.add(HostileRequest.get("forged", path, Refusal.MAY_PASS, header));
            }
        }
        for (String host : List.of("a b", "a/b", "a@b", "<script>", "evil.example:99999", "[::1", "a\u0080")) {
            requests.add(HostileRequest.get("forged", "/ogc", Refusal.MAY_PASS, "Host: " + host));
        }
    }

    private void evilHeaders(String listener) {
        List<String> names = List.of(
                "User-Agent",
                "Referer",
                "Accept",
                "Accept-Language",
                "If-None-Match",
                "Cookie",
                "Origin",
                "Range",
                "Prefer");
        for (String name : names) {
            for (String value : List.of(
                    "${jndi:ldap://" + listener + "/a}",
                    "http://" + listener + "/",
                    "' OR 1=1 --",
                    "\u0080\u0081\u00FF",
                    "a\tb",
                    "")) {
                requests.add(HostileRequest.get("header", any(READING), Refusal.MAY_PASS, name + ": " + value));
            }
        }
        requests.add(HostileRequest.get("header", "/ogc", Refusal.REFUSED, "No colon at all"));
        requests.add(HostileRequest.get("header", "/ogc", Refusal.REFUSED, "Bad Name: x"));
    }

    private void evilParameters() {
        for (String evil : EVIL) {
            if (evil.codePointCount(0, evil.length()) <= 100) {
                requests.add(HostileRequest.get("evil", SEARCH + "?q=" + encoded(evil), Refusal.MAY_PASS));
            }
            named("evil", ITEMS, "bbox", evil);
            named("evil", ITEMS, "datetime", evil);
            named("evil", ITEMS, "cursor", evil);
            named("evil", "/ogc/collections", "f", evil);
        }
    }

    private void pages() {
        for (String cursor :
                List.of("", "k", "k-1", "k0", "K1", "kzzzzzzzzzzzzz", "1", "k1 ", "k01", "k1;k2", "offset=5")) {
            if (!cursor.equals("k0")) {
                named("cursor", ITEMS, "cursor", cursor);
            }
        }
        for (String name : List.of("offset", "page", "startIndex", "startindex", "start")) {
            named("cursor", ITEMS, name, "5");
        }
    }

    private void conditions() {
        for (String tag :
                List.of("1", "\"", "W/\"1\"", "*", "\"1\",\"2\"", "\"" + "9".repeat(60) + "\"", "'1'", "\"-1\"")) {
            requests.add(HostileRequest.get("condition", ITEM, Refusal.MAY_PASS, "If-None-Match: " + tag));
            requests.add(HostileRequest.get("condition", ITEM, Refusal.MAY_PASS, "If-Match: " + tag));
            requests.add(HostileRequest.get("condition", ITEM, Refusal.MAY_PASS, "If-Modified-Since: " + tag));
            requests.add(HostileRequest.get("condition", ITEM, Refusal.MAY_PASS, "Range: bytes=" + tag));
        }
    }

    private void credentials() {
        for (String value :
                List.of("Basic", "Basic !", "Bearer x", "Basic Og==", "Digest a=b", "${jndi:ldap://127.0.0.1:1}")) {
            requests.add(HostileRequest.get("credentials", any(READING), Refusal.REFUSED, "Authorization: " + value));
        }
        requests.add(HostileRequest.get(
                "credentials", ITEMS, Refusal.MAY_PASS, "Cookie: tuban-session=" + utf8("图") + "; tuban-page=;;=\""));
        requests.add(HostileRequest.get(
                "credentials", "/api/session", Refusal.MAY_PASS, "Cookie: tuban-session=../../../etc/passwd"));
    }
}
