package org.tuban.cql2;

import java.util.List;
import java.util.Random;

/** Breaks filters in every way that is easy to think of, the same for the same seed. */
final class HostileFilters {

    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "((((((((",
            "'",
            "\"",
            "''",
            "\\",
            ",",
            "[",
            "]",
            "{",
            "}",
            ":",
            "..",
            "-",
            "--",
            "+",
            "^",
            "%",
            " NOT ",
            " AND ",
            " OR ",
            " IN ",
            " IS NULL",
            " LIKE ",
            " BETWEEN ",
            "DATE('2024-02-30')",
            "1e400",
            "NaN",
            "-0.0",
            "1e-400",
            "9223372036854775808",
            ".",
            "e",
            "\0",
            "\uD840",
            "\uDC00",
            "\uFEFF",
            "\u202E",
            "方",
            "null",
            "true",
            "POINT(0 0)",
            "POINT(1e308 1e308)",
            "POLYGON((0 0,1 1,1 0,0 1,0 0))",
            "BBOX(1,2,3,4)",
            "INTERVAL('..','..')",
            "CASEI(",
            "A_EQUALS((),())",
            "f(",
            "/*",
            ";",
            "${x}",
            "exec(java.lang.Runtime)",
            "{\"op\":\"not\",\"args\":[",
            "]}",
            "\"property\"",
            "\"op\"",
            "[[[[[[",
            "1/0",
            "0^-1",
            "/",
            "<",
            ">",
            "=");

    private final Random random;

    HostileFilters(long seed) {
        random = new Random(seed);
    }

    String broken(String filter) {
        String broken = filter;
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            broken = brokenOnce(broken);
        }
        return broken;
    }

    private String brokenOnce(String filter) {
        int from = random.nextInt(filter.length() + 1);
        int to = Math.min(filter.length(), from + random.nextInt(12));
        String start = filter.substring(0, from);
        String end = filter.substring(to);
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        return switch (random.nextInt(7)) {
            case 0 -> start + end;
            case 1 -> start + piece + filter.substring(from);
            case 2 -> start + piece + end;
            case 3 -> start + (char) random.nextInt(0x10000) + end;
            case 4 -> start + filter.substring(from, to).repeat(random.nextInt(20)) + end;
            case 5 -> start;
            default -> start + piece.repeat(random.nextInt(100)) + end;
        };
    }
}
