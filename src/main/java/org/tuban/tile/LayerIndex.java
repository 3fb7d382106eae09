package org.tuban.tile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.Feature;

/**
 * All features of a layer in memory, ready for tiles.
 *
 * <p>Most rows are in one large {@link Segment}; what was written since is in small ones behind it, which are put
 * together from time to time. Readers take a {@link LayerState} and never wait; writers come one after the other.
 */
final class LayerIndex {

    /** Rows of the last segment from which on the next change begins another. */
    private static final int FULL = 256;

    /** Segments from which on it is time to put some together. */
    private static final int MANY = 10;

    /** The large segment is made anew when so many times the rows of the others would be more than its own. */
    private static final int SHARE = 8;

    /** Versions that are kept to tell an old word about a feature from a new one. */
    private static final int MOST_VERSIONS = 50_000;

    private final String instance = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), Character.MAX_RADIX);
    private final ChangeGrid changes = new ChangeGrid();
    private Map<String, Long> versions = new HashMap<>();
    private Map<String, Long> olderVersions = Map.of();
    private @Nullable Map<Long, Integer> endedMeanwhile;
    private final Set<Long> refused = ConcurrentHashMap.newKeySet();
    private volatile LayerState state;

    /**
     * An index of what is in one segment.
     *
     * @param refused keys of the features that are not in it, since their shapes cannot be drawn
     */
    LayerIndex(TileFields fields, List<Optional<Dictionary>> dictionaries, Segment all, Collection<Long> refused) {
        state = new LayerState(fields, dictionaries, List.of(all), 1, 0);
        this.refused.addAll(refused);
    }

    /**
     * What is known of a feature.
     *
     * @param id its id
     * @param key its number
     * @param version its version; for a deletion, the number that has in history
     * @param feature the feature, or null if it was deleted
     */
    record Word(String id, long key, long version, @Nullable Feature feature) {}

    /**
     * The layer as a tile sees it.
     *
     * @param state its features
     * @param etag changes when a feature in the window does
     */
    record View(LayerState state, String etag) {}

    /** The state of the layer, and what tells the window's content from any other that it had. */
    View view(TileWindow window) {
        while (true) {
            LayerState seen = state;
            int number = changes.last(window);
            // A number that is noted already belongs to a state that is about to be there.
            if (number <= seen.change()) {
                return new View(seen, instance + Integer.toString(number, Character.MAX_RADIX));
            }
            Thread.onSpinWait();
        }
    }

    LayerState state() {
        return state;
    }

    /** Number of rows in it, also of versions that have ended and are not yet swept out. */
    long size() {
        return state.segments().stream().mapToLong(Segment::size).sum();
    }

    /** Keys of the features that are on no tile, since their shapes cannot be drawn; changes with the features. */
    Set<Long> refused() {
        return Collections.unmodifiableSet(refused);
    }

    /** True if the version of a feature, or a later one, is in the index already. */
    synchronized boolean knows(String id, long version) {
        return Math.max(versions.getOrDefault(id, 0L), olderVersions.getOrDefault(id, 0L)) >= version;
    }

    /** Takes in what was written; words that are older than what is known are passed over. */
    synchronized void apply(List<Word> words) {
        LayerState before = state;
        int change = Math.incrementExact(before.change());
        SegmentBuilder added = new SegmentBuilder(before.dictionaries(), words.size());
        List<TileWindow> touched = new ArrayList<>();
        Map<Long, Word> news = new LinkedHashMap<>();
        for (Word word : words) {
            if (!knows(word.id(), word.version())) {
                note(word);
                news.put(word.key(), word);
            }
        }
        for (Word word : news.values()) {
            end(before, word.key(), change, touched);
            if (word.feature() == null || added.add(word.feature(), before.fields())) {
                refused.remove(word.key());
            } else {
                refused.add(word.key());
            }
        }
        Segment fresh = added.build(before.dictionaries());
        for (int row = 0; row < fresh.size(); row++) {
            touched.add(box(fresh, row));
        }
        LayerState after = with(before, fresh, change);
        touched.forEach(window -> changes.mark(window, change));
        state = after;
    }

    /** True if there are so many small segments that they should be put together. */
    boolean isRagged() {
        return state.segments().size() >= MANY;
    }

    /** Puts small segments together, and all of them if they are many; readers and writers go on meanwhile. */
    void smooth() {
        LayerState before;
        int first;
        synchronized (this) {
            before = state;
            if (before.segments().size() < 3 || endedMeanwhile != null) {
                return;
            }
            endedMeanwhile = new HashMap<>();
            long small =
                    before.segments().stream().skip(1).mapToLong(Segment::size).sum();
            first = small * SHARE > before.segments().get(0).size() ? 0 : 1;
        }
        // The last segment stays out: the next change may put another in its place.
        int last = before.segments().size() - 1;
        Segment merged =
                SegmentBuilder.merge(before.segments().subList(first, last), before.dictionaries(), before.change());
        synchronized (this) {
            endedMeanwhile.forEach((key, change) -> {
                int row = merged.find(key);
                if (row >= 0) {
                    merged.endings().end(row, change);
                }
            });
            endedMeanwhile = null;
            LayerState now = state;
            List<Segment> segments = new ArrayList<>(now.segments().subList(0, first));
            segments.add(merged);
            segments.addAll(now.segments().subList(last, now.segments().size()));
            state = new LayerState(now.fields(), now.dictionaries(), segments, now.change(), 0);
        }
    }

    private void note(Word word) {
        if (versions.size() >= MOST_VERSIONS) {
            olderVersions = versions;
            versions = new HashMap<>();
        }
        versions.put(word.id(), word.version());
    }

    private void end(LayerState before, long key, int change, List<TileWindow> touched) {
        for (Segment segment : before.segments()) {
            int row = segment.find(key);
            if (row >= 0 && !segment.endings().isEnded(row)) {
                segment.endings().end(row, change);
                touched.add(box(segment, row));
                if (endedMeanwhile != null) {
                    endedMeanwhile.putIfAbsent(key, change);
                }
            }
        }
    }

    private static TileWindow box(Segment segment, int row) {
        BoxTree boxes = segment.boxes();
        return new TileWindow(boxes.minX(row), boxes.minY(row), boxes.maxX(row), boxes.maxY(row));
    }

    private static LayerState with(LayerState before, Segment fresh, int change) {
        List<Segment> segments = new ArrayList<>(before.segments());
        Segment last = segments.get(segments.size() - 1);
        if (segments.size() > 1 && last.size() < FULL) {
            segments.set(
                    segments.size() - 1, SegmentBuilder.merge(List.of(last, fresh), before.dictionaries(), change));
        } else {
            segments.add(fresh);
        }
        return new LayerState(before.fields(), before.dictionaries(), segments, change, 0);
    }
}
