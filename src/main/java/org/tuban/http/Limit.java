package org.tuban.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameter {@code limit}: how many things a page may hold. */
public final class Limit {

    private static final Pattern DIGITS = Pattern.compile("\\d{1,100}");
    private static final int SAFE_DIGITS = 9;

    private Limit() {}

    /**
     * Reads the parameter's text, or takes the default where there is none.
     *
     * <p>More than the most is answered with the most, as OGC 17-069r4 (requirement /req/core/fc-limit-response-1) lets a
     * server do.
     *
     * @return 1 to {@code most}
     * @throws Problem invalid-parameter if the text is no whole number or below 1
     */
    public static int parse(@Nullable String text, int whenAbsent, int most) {
        if (text == null) {
            return whenAbsent;
        }
        String digits = DIGITS.matcher(text).matches() ? text.replaceFirst("^0+", "") : "";
        if (digits.isEmpty()) {
            throw Problem.invalidParameter("limit", text, "a whole number from 1 to " + most);
        }
        return digits.length() > SAFE_DIGITS ? most : Math.min(most, Integer.parseInt(digits));
    }
}
