package org.tuban.feature;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/** A feature as the bitemporal model follows it. */
final class ModelTrack {

    static final int DAYS = 14;

    final FeatureRef ref;

    @Nullable
    Said[] days = new Said[DAYS];

    long version;

    /** The day since when what is now is so. */
    int since;

    /** Days on which it is linked, and whether the link is open. */
    boolean[] linked = new boolean[DAYS];

    boolean linkOpen;

    /** The figure about it, or null. */
    @Nullable
    Double figure;

    final Map<Long, Said> versions = new TreeMap<>();

    ModelTrack(FeatureRef ref) {
        this.ref = ref;
    }

    /** What is said of a feature; where its shape begins and ends, in millionths of a degree east of 121°. */
    record Said(String name, String state, @Nullable String note, int west, int east) {

        static Said of(Feature feature) {
            Envelope box = Objects.requireNonNull(feature.geometry()).getEnvelopeInternal();
            return new Said(
                    String.valueOf(feature.text("name")),
                    String.valueOf(feature.text("status")),
                    feature.text("location"),
                    (int) Math.round((box.getMinX() - 121) * 1e6),
                    (int) Math.round((box.getMaxX() - 121) * 1e6));
        }

        boolean touches(Said other) {
            return east == other.west || west == other.east;
        }
    }

    /** One page of the model's table: what was held of a feature; what was so on each day, null where it was not. */
    record State(
            @Nullable Said[] days,
            boolean[] linked,
            @Nullable Double figure) {}

    State state() {
        return new State(days.clone(), linked.clone(), figure);
    }

    boolean living() {
        return days[DAYS - 1] != null;
    }

    Said now() {
        return Objects.requireNonNull(days[DAYS - 1]);
    }

    void from(int day, @Nullable Said said) {
        Arrays.fill(days, day, DAYS, said);
        since = day;
    }

    void linkFrom(int day) {
        Arrays.fill(linked, day, DAYS, true);
        linkOpen = true;
    }

    /** The first day of the link; a correction may have let the feature itself begin before it. */
    int linkedSince() {
        int day = 0;
        while (day < DAYS - 1 && !linked[day]) {
            day++;
        }
        return day;
    }

    /** A link ends on the day before; one that began no earlier never was the feature's. */
    void endLink(int day) {
        Arrays.fill(linked, day, DAYS, false);
        linkOpen = false;
    }

    void unlink() {
        Arrays.fill(linked, false);
        linkOpen = false;
    }

    /** An operation as the model remembers it, to take it back. */
    record Done(String id, int day, boolean adjusts, List<Part> parents, List<Part> children) {}

    /** A feature before or after an operation. */
    record Part(ModelTrack track, long version, Said said, boolean[] linked, boolean linkOpen) {

        static Part of(ModelTrack track, long version, Said said) {
            return new Part(track, version, said, track.linked.clone(), track.linkOpen);
        }
    }
}
