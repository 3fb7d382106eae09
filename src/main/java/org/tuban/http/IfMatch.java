package org.tuban.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code If-Match}: the version that a writer has seen.
 *
 * <p>Source: RFC 9110, 13.1.1, narrowed to what makes a lost update impossible: one strong entity tag.
 */
public final class IfMatch {

    private static final String NAME = "If-Match";
    private static final Pattern VERSION = Pattern.compile("\"([1-9]\\d{0,17})\"");

    private IfMatch() {}

    /**
     * The version in a header such as {@code "3"}.
     *
     * @throws Problem missing-precondition if there is no header; invalid-parameter if it is weak, a list, {@code *} or
     *     no version
     */
    public static long version(@Nullable String header) {
        if (header == null) {
            throw new Problem(
                            ProblemType.MISSING_PRECONDITION,
                            "Send the header If-Match with the ETag of the version that you have seen, such as \"3\"")
                    .with("header", NAME);
        }
        Matcher version = VERSION.matcher(header.strip());
        if (!version.matches()) {
            throw Problem.invalidParameter(NAME, header, "one version in double quotes, such as \"3\"");
        }
        return Long.parseLong(version.group(1));
    }

    /** The entity tag of a version, with its quotes. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }
}
