package org.tuban.ogc;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;
import org.tuban.layer.Source;

/**
 * A collection as its document says it. Source: OGC 17-069r4, section 7.14; {@code storageCrs} is OGC 18-058r1's.
 *
 * @param id layer id
 * @param title in the client's language
 * @param titles in both languages (Tuban's own member)
 * @param description in the client's language
 * @param descriptions in both languages (Tuban's own member)
 * @param attribution who published what the layer rests on, or null
 * @param extent where and since when there are features; null if there are none with a place or time
 * @param itemType always {@code feature}
 * @param crs coordinate reference systems that items are offered in
 * @param storageCrs coordinate reference system that features are kept in
 * @param source what the layer as a whole rests on (Tuban's own member), or null
 * @param links to its forms, items and licence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CollectionDocument(
        String id,
        String title,
        Label titles,
        String description,
        Label descriptions,
        @Nullable String attribution,
        @Nullable Extent extent,
        String itemType,
        List<String> crs,
        String storageCrs,
        @Nullable Source source,
        List<Link> links) {

    /** Where and when. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Extent(@Nullable Spatial spatial, @Nullable Temporal temporal) {}

    /**
     * Where.
     *
     * @param bbox one box: west, south, east, north
     * @param crs of the box
     */
    record Spatial(List<List<Double>> bbox, String crs) {}

    /**
     * When.
     *
     * @param interval one interval: first and last time, the last null while it lasts
     * @param trs calendar of the times
     */
    record Temporal(List<List<@Nullable String>> interval, String trs) {

        static Temporal since(String first) {
            return new Temporal(
                    List.of(Arrays.asList(first, null)), "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian");
        }
    }
}
