package org.tuban.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;

/**
 * A feature that was found.
 *
 * @param layer its layer
 * @param id its id in that layer
 * @param name its name
 * @param code its official code, or null
 * @param matched which text of it was met
 * @param state its workflow state, or null
 * @param bbox west, south, east, north in EPSG:4490 degrees, or null without a shape
 */
record SearchResult(
        String layer,
        String id,
        Label name,
        @Nullable String code,
        Matched matched,
        @Nullable String state,
        @Nullable List<Double> bbox) {

    /**
     * The text of a feature that was met.
     *
     * @param field its field, {@code id}, or {@code geometry} for a place
     * @param text the field's text, or the place
     */
    record Matched(String field, String text) {}

    static SearchResult of(SearchEntry entry, Matched matched) {
        return new SearchResult(
                entry.ref().layer(),
                entry.ref().id(),
                entry.name(),
                entry.code(),
                matched,
                entry.state(),
                entry.bbox());
    }
}
