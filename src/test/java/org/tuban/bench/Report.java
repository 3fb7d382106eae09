package org.tuban.bench;

import java.util.Locale;

/** What benchmarks print: lines of Markdown. */
final class Report {

    private Report() {}

    static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
