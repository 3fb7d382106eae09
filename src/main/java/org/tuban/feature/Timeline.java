package org.tuban.feature;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was so when, as all versions of a feature together have it: spans without gaps, each with the version that says
 * what was so in it. Of the versions that hold at a time the one that was written last counts.
 */
final class Timeline {

    private Timeline() {}

    /**
     * A span in which nothing changed.
     *
     * @param from its first instant
     * @param to the first instant behind it; null for the last one
     * @param entry the version that says what was so
     */
    record Span(Instant from, @Nullable Instant to, HistoryEntry entry) {

        /** True if the feature was there. */
        boolean living() {
            return entry.operation() != Operation.DELETE;
        }

        /** True if some of the span lies in another, whose end is not included. */
        boolean meets(Instant begin, @Nullable Instant end) {
            return (to == null || to.isAfter(begin)) && (end == null || from.isBefore(end));
        }
    }

    /** The spans, oldest first, that versions of one feature make. */
    static List<Span> of(List<HistoryEntry> versions) {
        NavigableMap<Instant, HistoryEntry> since = new TreeMap<>();
        versions.stream()
                .sorted(Comparator.comparingLong(entry -> entry.feature().version()))
                .forEach(entry -> {
                    Instant from = entry.feature().validFrom();
                    Instant to = entry.validTo();
                    if (to == null) {
                        since.tailMap(from, true).clear();
                    } else {
                        Map.Entry<Instant, HistoryEntry> behind = since.floorEntry(to);
                        since.subMap(from, true, to, false).clear();
                        since.putIfAbsent(to, behind.getValue());
                    }
                    since.put(from, entry);
                });
        List<Span> spans = new ArrayList<>();
        since.forEach((from, entry) -> spans.add(new Span(from, since.higherKey(from), entry)));
        return spans;
    }
}
