package org.tuban.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Filters in CQL2 that want to be something else: SQL, code, a stack overflow, a minute of work. Endless, from a seed. */
final class HostileFilters {

    static final String TEXT = "cql2-text";
    static final String JSON = "cql2-json";

    private static final List<String> TEXT_FIELDS =
            List.of("name", "parcel_code", "location", "right_holder", "name_en");
    private static final List<String> NUMBER_FIELDS = List.of("far_max", "area_stated_m2", "households_total");
    private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");

    private final Random random;

    HostileFilters(long seed) {
        this.random = new Random(seed);
    }

    /**
     * A filter.
     *
     * @param inert true if it is a right one whose payload is a text that no feature has: it must find nothing
     */
    record Filter(String family, String language, String text, boolean inert) {

        @Override
        public String toString() {
            String shown = text.length() > 300 ? text.substring(0, 300) + "… (" + text.length() + ")" : text;
            return "%s %s: %s".formatted(family, language, shown);
        }
    }

    /** The next one. */
    Filter next() {
        List<Supplier<Filter>> families = List.of(
                this::quotedSql,
                this::bareSql,
                this::functions,
                this::nesting,
                this::longLists,
                this::shapes,
                this::patterns,
                this::tricks,
                this::broken,
                this::types,
                this::json,
                this::salad);
        return any(families).get();
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\u0000", "\\u0000") + '"';
    }

    private String payload() {
        return any(HostileWords.SQL) + random.nextInt(100_000) + (random.nextBoolean() ? any(HostileWords.SQL) : "");
    }

    private Filter quotedSql() {
        String field = any(TEXT_FIELDS);
        String payload = payload();
        return switch (random.nextInt(4)) {
            case 0 -> new Filter("quoted SQL", TEXT, field + " = " + quoted(payload), true);
            case 1 ->
                new Filter(
                        "quoted SQL", TEXT, "%s IN (%s,%s)".formatted(field, quoted(payload), quoted(payload())), true);
            case 2 ->
                new Filter(
                        "quoted SQL",
                        JSON,
                        "{\"op\":\"=\",\"args\":[{\"property\":%s},%s]}".formatted(json(field), json(payload)),
                        true);
            default -> new Filter("quoted SQL", TEXT, "CASEI(%s) = CASEI(%s)".formatted(field, quoted(payload)), true);
        };
    }

    private Filter bareSql() {
        String payload = payload();
        return new Filter(
                "bare SQL",
                TEXT,
                switch (random.nextInt(5)) {
                    case 0 -> "name = '" + payload + "'";
                    case 1 -> payload;
                    case 2 -> "\"" + payload + "\" = 1";
                    case 3 -> "far_max > " + payload;
                    default -> "name = 'a' " + payload;
                },
                false);
    }

    private Filter functions() {
        String name = any(HostileWords.FUNCTIONS);
        return switch (random.nextInt(5)) {
            case 0 -> new Filter("function", TEXT, name + "('id') = 1", false);
            case 1 -> new Filter("function", TEXT, "name = " + name + "(10)", false);
            case 2 -> new Filter("function", TEXT, "\"" + name + "\" = 'a'", false);
            case 3 ->
                new Filter(
                        "function",
                        JSON,
                        "{\"op\":" + json(name) + ",\"args\":[{\"property\":\"name\"},\"id\"]}",
                        false);
            default ->
                new Filter("function", JSON, "{\"op\":\"=\",\"args\":[{\"property\":" + json(name) + "},1]}", false);
        };
    }

    private Filter nesting() {
        int depth = 10 + random.nextInt(1_391);
        return switch (random.nextInt(6)) {
            case 0 -> new Filter("nesting", TEXT, "NOT ".repeat(depth) + "name = 'a'", false);
            case 1 -> new Filter("nesting", TEXT, "(".repeat(depth) + "name = 'a'" + ")".repeat(depth), false);
            case 2 -> new Filter("nesting", TEXT, "far_max = " + "(1+".repeat(depth) + "1" + ")".repeat(depth), false);
            case 3 ->
                new Filter("nesting", TEXT, "name = " + "CASEI(".repeat(depth) + "'a'" + ")".repeat(depth), false);
            case 4 ->
                new Filter(
                        "nesting",
                        JSON,
                        "{\"op\":\"not\",\"args\":[".repeat(depth) + "true" + "]}".repeat(depth),
                        false);
            default ->
                new Filter(
                        "nesting",
                        TEXT,
                        IntStream.range(0, depth)
                                .mapToObj(at -> "far_max <> " + at)
                                .collect(Collectors.joining(" AND ")),
                        false);
        };
    }

    private Filter longLists() {
        String values = IntStream.range(0, 600).mapToObj(at -> quoted("v" + at)).collect(Collectors.joining(","));
        return switch (random.nextInt(3)) {
            case 0 -> new Filter("list", TEXT, "name IN (" + values + ")", true);
            case 1 -> new Filter("list", TEXT, "NOT name IN (" + values + ")", false);
            default -> new Filter("list", TEXT, "A_CONTAINS(name,(" + values + "))", false);
        };
    }

    private Filter shapes() {
        int corners = List.of(3, 4, 300, 700).get(random.nextInt(4));
        String ring = IntStream.rangeClosed(0, corners)
                .mapToObj(at -> "%.4f %.4f"
                        .formatted(
                                121.2 + Math.cos(2 * Math.PI * (at % corners) / corners) / (1 + random.nextInt(2)),
                                28.6 + Math.sin(2 * Math.PI * (at % corners) / corners)))
                .collect(Collectors.joining(","));
        String shape = any(List.of(
                "POLYGON((" + ring + "))",
                "POLYGON((0 0,1 1,1 0,0 1,0 0))",
                "POLYGON((0 0,1 0))",
                "POINT(1e400 0)",
                "POINT(NaN 0)",
                "POINT(500 95)",
                "POINT Z (1 2 3)",
                "POINT EMPTY",
                "LINESTRING(1 1,1 1)",
                "BBOX(170,-10,-170,10)",
                "BBOX(1,2,3)",
                "BBOX(-1e308,-1e308,1e308,1e308)",
                "GEOMETRYCOLLECTION(" + "GEOMETRYCOLLECTION(".repeat(60) + "POINT(0 0)" + ")".repeat(61),
                "CIRCULARSTRING(0 0,1 1,2 0)"));
        String predicate = any(List.of(
                "S_INTERSECTS",
                "S_WITHIN",
                "S_DISJOINT",
                "S_CROSSES",
                "S_TOUCHES",
                "S_EQUALS",
                "S_OVERLAPS",
                "S_CONTAINS"));
        return new Filter("shape", TEXT, "%s(geom,%s)".formatted(predicate, shape), false);
    }

    private Filter patterns() {
        String pattern = any(List.of(
                "%a".repeat(200),
                "_".repeat(500),
                "%_".repeat(300),
                "\\",
                "\\\\%",
                "%\\",
                "[a-z]*",
                "(a+)+$",
                "*",
                "%%%%%%%%"));
        String left = any(List.of("name", "CASEI(name)", "ACCENTI(name)", "'" + "a".repeat(2_000) + "'"));
        String right = left.startsWith("CASEI") ? "CASEI(" + quoted(pattern) + ")" : quoted(pattern);
        return new Filter("pattern", TEXT, left + " LIKE " + right, false);
    }

    private Filter tricks() {
        String trick = any(HostileWords.UNICODE) + any(HostileWords.UNICODE);
        return switch (random.nextInt(4)) {
            case 0 -> new Filter("unicode", TEXT, "name = " + trick + "a" + trick, false);
            case 1 -> new Filter("unicode", TEXT, "name = '" + trick + "' OR 1=1", false);
            case 2 -> new Filter("unicode", TEXT, "na" + trick + "me = 'a'", false);
            default ->
                new Filter(
                        "unicode",
                        JSON,
                        "{\"op\":\"=\",\"args\":[{\"property\":\"name\"},\"\\ud8" + random.nextInt(10) + "0\"]}",
                        false);
        };
    }

    /** A right filter cut off, or with a character changed. */
    private Filter broken() {
        String text = any(List.of(
                "name = 'a' AND (far_max > 1 OR status IN ('SIGNING','CLEARED'))",
                "S_INTERSECTS(geom,POLYGON((121 28,122 28,122 29,121 28)))",
                "T_AFTER(survey_date,DATE('2024-02-29')) OR survey_date IS NOT NULL",
                "{\"op\":\"and\",\"args\":[{\"op\":\">\",\"args\":[{\"property\":\"far_max\"},1]},true]}"));
        String language = text.startsWith("{") ? JSON : TEXT;
        int place = random.nextInt(text.length());
        String changed = random.nextBoolean()
                ? text.substring(0, place)
                : text.substring(0, place) + any(HostileWords.TOKENS) + text.substring(place + 1);
        return new Filter("broken", language, changed, false);
    }

    private Filter types() {
        String wrong = any(List.of(
                "name > 5",
                "far_max = 'a'",
                "survey_date = DATE('2024-02-30')",
                "survey_date = TIMESTAMP('2024')",
                "far_max LIKE 'a%'",
                "CASEI(far_max) = 'a'",
                "geom = 1",
                "name BETWEEN 1 AND 2",
                "status IS NULL IS NULL",
                "far_max = 1e400",
                "far_max = -1e-400",
                "far_max / 0 = 1",
                "far_max % 0 = 1",
                "far_max DIV 0 = 1",
                "far_max ^ 1e9 > 1",
                "households_total = 9223372036854775808",
                "households_total * 9223372036854775807 = 1",
                "T_DURING(survey_date,INTERVAL('2024-01-01','2023-01-01'))",
                "T_AFTER(name,name)",
                "A_EQUALS(name,(1,'a'))",
                "S_INTERSECTS(name,POINT(0 0))",
                "status = 'NO SUCH CODE'",
                "no_such_field = 1",
                "TRUE = 1",
                "1"));
        return new Filter("type", TEXT, any(List.of("", "NOT ")) + wrong, false);
    }

    private Filter json() {
        String value =
                any(List.of("1", "\"a\"", "null", "[]", "{}", "1e400", "NaN", "{\"property\":5}", "{\"op\":\"=\"}"));
        return new Filter(
                "JSON",
                JSON,
                any(List.of(
                        "{\"op\":\"=\",\"args\":" + value + "}",
                        "{\"op\":" + value + ",\"args\":[1,1]}",
                        "{\"op\":\"=\",\"args\":[" + value + "," + value + "]}",
                        "{\"op\":\"and\",\"args\":[" + value + "]}",
                        "{\"op\":\"=\",\"op\":\"<\",\"args\":[1,2]}",
                        "{\"op\":\"like\",\"args\":[{\"property\":\"name\"}," + value + "]}",
                        "{\"op\":\"s_intersects\",\"args\":[{\"property\":\"geom\"}," + value + "]}",
                        "{\"op\":\"s_intersects\",\"args\":[{\"property\":\"geom\"},{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1]]]}]}",
                        "{\"op\":\"in\",\"args\":[{\"property\":\"name\"}," + value + "]}",
                        "{\"op\":\"t_after\",\"args\":[{\"date\":" + value + "},{\"timestamp\":\"x\"}]}",
                        "{\"op\":\"between\",\"args\":[{\"property\":\"far_max\"}," + value + ",2]}",
                        value,
                        "[" + value + "]")),
                false);
    }

    private Filter salad() {
        List<String> words = new ArrayList<>();
        int count = 1 + random.nextInt(25);
        for (int at = 0; at < count; at++) {
            words.add(
                    random.nextInt(10) == 0
                            ? any(NUMBER_FIELDS) + any(COMPARISONS) + random.nextInt()
                            : any(HostileWords.TOKENS));
        }
        return new Filter("salad", TEXT, String.join(random.nextBoolean() ? " " : "", words), false);
    }
}
