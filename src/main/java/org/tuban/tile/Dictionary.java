package org.tuban.tile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The different values of a field with few of them, such as a code list's, each under a small number that never
 * changes. 0 stands for no value.
 */
final class Dictionary {

    private final Map<Object, Integer> codes = new HashMap<>();
    private volatile List<Entry> entries = List.of(new Entry(null, Values.encode(null)));

    /**
     * One value.
     *
     * @param value the value as a feature has it
     * @param message the value as a tile writes it
     */
    record Entry(@Nullable Object value, byte[] message) {}

    /** The number of a value, which gets one if it has none yet. */
    synchronized int codeOf(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        Integer known = codes.get(value);
        if (known != null) {
            return known;
        }
        List<Entry> more = new ArrayList<>(entries);
        more.add(new Entry(value, Values.encode(value)));
        codes.put(value, more.size() - 1);
        entries = more;
        return more.size() - 1;
    }

    /** Every value by its number; does not change any more, a value added later is in a later list. */
    List<Entry> entries() {
        return entries;
    }
}
