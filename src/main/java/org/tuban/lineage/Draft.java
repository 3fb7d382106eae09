package org.tuban.lineage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.tuban.layer.Reshaping;

/**
 * An operation as somebody asks for it.
 *
 * @param kind what to do
 * @param layer id of the layer
 * @param parents the features that it is done to, in the versions that the caller has seen
 * @param line what divides, EPSG:4490; null if the new shapes are given
 * @param children what is to follow, in its order; of an adjustment the parents again, with their new shapes. None to have
 *     ids and values made
 * @param reason why, in words
 * @param validFrom since when, as a day or a date-time, or null for now
 * @param links what becomes of links, by id, where it is not the usual
 * @param observations what becomes of figures, by id, likewise
 */
public record Draft(
        Reshaping.Kind kind,
        String layer,
        List<Parent> parents,
        @Nullable LineString line,
        List<Child> children,
        @Nullable String reason,
        @Nullable String validFrom,
        Map<String, Choice> links,
        Map<String, Choice> observations) {

    /** A feature in the version that the caller has seen. */
    public record Parent(String id, long version) {}

    /**
     * What follows.
     *
     * @param id its id, or null to be given one
     * @param shape its shape, EPSG:4490; null where it comes from the line or from the parents
     * @param values values by field name as JSON has them, where they are not the usual
     */
    public record Child(@Nullable String id, @Nullable Geometry shape, Map<String, @Nullable Object> values) {

        /** Copies the values. */
        public Child {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** What becomes of a link or a figure. */
    public enum Treatment {
        /** Divided by area, or added up. */
        APPORTION,
        /** Handed on as it is. */
        COPY,
        /** Not handed on. */
        LEAVE
    }

    /**
     * What is to become of one link or figure.
     *
     * @param treatment null for the usual
     * @param parts the share or figure of each child, in their order, null for none; null as a whole to have them computed
     */
    public record Choice(
            @Nullable Treatment treatment, @Nullable List<@Nullable Double> parts) {

        /** What happens without a choice. */
        static final Choice USUAL = new Choice(null, null);
    }

    /** Copies the lists. */
    public Draft {
        parents = List.copyOf(parents);
        children = List.copyOf(children);
        links = Map.copyOf(links);
        observations = Map.copyOf(observations);
    }
}
