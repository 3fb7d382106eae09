package org.tuban.cql2;

import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/** What is said about a filter that cannot be taken. */
final class FilterProblem {

    /** The parameter or member that holds filters. */
    static final String PARAMETER = "filter";

    private static final int LONGEST = 60;

    private FilterProblem() {}

    /**
     * A refusal.
     *
     * @param place where in the filter, such as {@code line 1, column 9} or {@code /args/0}
     * @param found what stands there; is shortened
     * @param allowed what may stand there
     */
    static Problem at(String place, String found, String allowed) {
        String shown = shortened(found);
        return new Problem(
                        ProblemType.INVALID_PARAMETER,
                        "%s, %s: found %s; allowed is %s".formatted(PARAMETER, place, shown, allowed))
                .with("parameter", PARAMETER)
                .with("place", place)
                .with("value", shown)
                .with("allowed", allowed);
    }

    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
