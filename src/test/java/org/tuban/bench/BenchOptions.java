package org.tuban.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a benchmark was told, as {@code --name=value}; what it was not told has the value given first. */
final class BenchOptions {

    private final Map<String, String> values;

    private BenchOptions(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException if one is not known; names those that are
     */
    static BenchOptions read(String[] arguments, Map<String, String> usual) {
        Map<String, String> values = new LinkedHashMap<>(usual);
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = argument.startsWith("--") && equals > 2 ? argument.substring(2, equals) : argument;
            if (!usual.containsKey(name) || equals < 0) {
                throw new IllegalArgumentException(
                        "'%s' is not one of --%s".formatted(argument, String.join("=…, --", usual.keySet()) + "=…"));
            }
            values.put(name, argument.substring(equals + 1));
        }
        return new BenchOptions(values);
    }

    String text(String name) {
        return values.get(name);
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    List<String> list(String name) {
        return text(name).isEmpty() ? List.of() : List.of(text(name).split(","));
    }
}
