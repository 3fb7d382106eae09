package org.tuban.feature;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How far a feature's shape may be trusted, by the code list {@code geometry-accuracy}. */
public final class Accuracy {

    /** The field of every layer that says it. */
    public static final String FIELD = "geometry_accuracy";

    /** What a boundary is that somebody has drawn. */
    public static final String DRAWN = "digitised";

    private static final List<String> FINEST_FIRST =
            List.of("surveyed", DRAWN, "anchored", "derived_text", "generalised", "schematic", "none");
    private static final List<String> MEASURABLE = FINEST_FIRST.subList(0, 2);

    private Accuracy() {}

    /** False if the shape is too rough for an area, an overlap or any other result. */
    public static boolean isMeasurable(Feature feature) {
        return MEASURABLE.contains(of(feature));
    }

    /** The code of a feature; {@code none} if it has none. */
    public static String of(Feature feature) {
        String accuracy = feature.text(FIELD);
        return accuracy == null ? "none" : accuracy;
    }

    /** The coarsest of some codes; what is made of several shapes is as good as the worst of them. */
    public static String coarsest(Collection<String> codes) {
        return codes.stream()
                .max(Comparator.comparingInt(FINEST_FIRST::indexOf))
                .orElse("none");
    }
}
