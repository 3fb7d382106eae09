package org.tuban.lineage;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tuban.geo.PartitionException;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/** How operations are refused: what, where, and by how much. */
final class Refusals {

    private Refusals() {}

    /**
     * A refusal for what the shapes are like.
     *
     * @param measurable false to say no square metres: the shapes are too rough to have any
     */
    static Problem of(PartitionException refused, boolean measurable) {
        boolean number = !Double.isNaN(refused.squareMetres());
        String words = switch (refused.reason()) {
            case OVERLAP -> "the shapes overlap";
            case DIFFERENCE -> "the shapes do not cover the same ground";
            default -> String.valueOf(refused.getMessage());
        };
        Problem problem = new Problem(
                        ProblemType.OPERATION_REFUSED,
                        sentence(number && !measurable ? words : String.valueOf(refused.getMessage()), refused.place()))
                .with("reason", refused.reason().id());
        if (refused.place() != null) {
            problem.with("place", refused.place());
        }
        return number && measurable ? problem.with("squareMetres", rounded(refused.squareMetres())) : problem;
    }

    private static String sentence(String words, @Nullable String place) {
        return place == null ? words : words + " at " + place;
    }

    /** A refusal for another reason, with the place of the body that it is about. */
    static Problem of(String reason, String path, String words) {
        return new Problem(ProblemType.OPERATION_REFUSED, "%s: %s".formatted(path, words))
                .with("reason", reason)
                .with("path", path);
    }

    /** A refusal of numbers that do not add up to what was there. */
    static Problem unbalanced(String path, double before, double after) {
        double difference = after - before;
        return of(
                        "balance",
                        path,
                        String.format(
                                Locale.ROOT,
                                "the parts add up to %s, and there were %s: a difference of %s",
                                shown(after),
                                shown(before),
                                shown(difference)))
                .with("difference", rounded(difference));
    }

    private static double rounded(double number) {
        return Math.round(number * 100) / 100.0;
    }

    private static String shown(double number) {
        double rounded = Math.round(number * 1e6) / 1e6;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
