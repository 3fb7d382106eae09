package org.tuban.http;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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

    /** A tag may say behind the version how many fields are hidden from who was given it. */
    private static final Pattern VIEW = Pattern.compile("\"([1-9]\\d{0,17})(?:-[1-9]\\d{0,3})?\"");

    private static final String ONE_TAG = "(W/)?(\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")";
    private static final Pattern TAG = Pattern.compile(ONE_TAG);
    private static final Pattern TAGS = Pattern.compile("%s(?:[ \\t]*,[ \\t]*%s)*".formatted(ONE_TAG, ONE_TAG));
    private static final int LONGEST = 1_000;

    private IfMatch() {}

    /**
     * The version in a header such as {@code "3"}, or {@code "3-2"} from who sees only a part of it: for what does not
     * put the client's view in place of the whole.
     *
     * @throws Problem missing-precondition if there is no header; invalid-parameter if it is weak, a list, {@code *} or
     *     no version
     */
    public static long version(@Nullable String header) {
        if (header == null) {
            throw missing();
        }
        Matcher version = VIEW.matcher(header.strip());
        if (!version.matches()) {
            throw Problem.invalidParameter(NAME, header, "one version in double quotes, such as \"3\"");
        }
        return Long.parseLong(version.group(1));
    }

    /**
     * What a writer says that it has seen, as the standard has it: entity tags, or {@code *} for any version.
     *
     * @param said false if there was no header
     * @param any true for {@code *}
     * @param tags strong entity tags with their quotes; weak ones are left out, since none of them ever matches
     */
    public record Seen(boolean said, boolean any, List<String> tags) {

        /** Nothing was said. */
        public static final Seen NOTHING = new Seen(false, false, List.of());

        /** Copies the tags. */
        public Seen {
            tags = List.copyOf(tags);
        }

        /** The version seen, if it is one. */
        public OptionalLong version() {
            Matcher version = VERSION.matcher(tags.size() == 1 ? tags.get(0) : "");
            return version.matches() ? OptionalLong.of(Long.parseLong(version.group(1))) : OptionalLong.empty();
        }

        /** True if a version is one of those seen. */
        public boolean matches(long version) {
            return any || tags.contains(tag(version));
        }
    }

    /**
     * What the header says; a tag that is no version of ours is one that nothing matches.
     *
     * <p>Source: RFC 9110, 13.1.1 and 8.8.3.
     *
     * @throws Problem invalid-parameter if it is neither {@code *} nor a list of entity tags
     */
    public static Seen read(@Nullable String header) {
        if (header == null) {
            return Seen.NOTHING;
        }
        String text = header.strip();
        if (text.equals("*")) {
            return new Seen(true, true, List.of());
        }
        if (text.length() > LONGEST || !TAGS.matcher(text).matches()) {
            throw Problem.invalidParameter(NAME, header, "the ETag of the version that you have seen, such as \"3\"");
        }
        List<String> tags = new ArrayList<>();
        for (Matcher tag = TAG.matcher(text); tag.find(); ) {
            if (tag.group(1) == null) {
                tags.add(tag.group(2));
            }
        }
        return new Seen(true, false, tags);
    }

    /** The refusal of a write that does not say what it has seen. */
    public static Problem missing() {
        return new Problem(
                        ProblemType.MISSING_PRECONDITION,
                        "Send the header If-Match with the ETag of the version that you have seen, such as \"3\"")
                .with("header", NAME);
    }

    /** The entity tag of a version, with its quotes. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }
}
