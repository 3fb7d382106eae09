package org.tuban.http;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tuban.geo.InvalidGeometryException;

/**
 * What a room throws when a client can mend or must know something; becomes problem details (RFC 9457).
 *
 * <p>The detail is shown to clients: it says what, where and the limit, and never SQL, paths or class names.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient Map<String, @Nullable Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /** A problem of a type with a sentence about this occurrence. */
    public Problem(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    /** Adds an extension member; value: text, number, boolean, list or map that JSON can show. Returns this. */
    public Problem with(String member, @Nullable Object value) {
        members.put(member, value);
        return this;
    }

    /** Adds a header that the answer must carry, such as {@code Retry-After}. Returns this. */
    public Problem withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Says when to try again: the header {@code Retry-After} and the member {@code retryAfter}, in seconds. */
    public Problem retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return with("retryAfter", seconds).withHeader("Retry-After", Long.toString(seconds));
    }

    /** A parameter whose value is refused, with what is allowed there. */
    public static Problem invalidParameter(String parameter, @Nullable String value, String allowed) {
        return new Problem(ProblemType.INVALID_PARAMETER, "%s: allowed is %s".formatted(parameter, allowed))
                .with("parameter", parameter)
                .with("value", value)
                .with("allowed", allowed);
    }

    /** A place of the request body whose value is refused; {@code path} is such as {@code evidence.cleared_on}. */
    public static Problem invalidBody(String path, @Nullable Object value, String allowed) {
        return new Problem(
                        ProblemType.INVALID_BODY,
                        "%s: allowed is %s".formatted(path.isEmpty() ? "The body" : path, allowed))
                .with("path", path)
                .with("value", value)
                .with("allowed", allowed);
    }

    /** A shape in a body that cannot be read; the place is the one that its JSON pointer names. */
    public static Problem invalidBody(InvalidGeometryException refused) {
        String path = refused.pointer().substring(Math.min(1, refused.pointer().length()));
        return invalidBody(path.replace('/', '.'), refused.found(), refused.allowed());
    }

    /** A thing that is not there; {@code what} names it, such as {@code layer 'plots'}. */
    public static Problem notFound(String what) {
        return new Problem(ProblemType.NOT_FOUND, "There is no " + what);
    }

    /**
     * Another write came first.
     *
     * @param what names the thing, such as {@code link 'LNK-1'}
     * @param version its version now
     * @param by account that made it
     * @param at when
     */
    public static Problem stale(String what, long version, String by, Instant at) {
        return new Problem(ProblemType.STALE_VERSION, "%s is at version %d, changed by %s".formatted(what, version, by))
                .with("currentVersion", version)
                .with("changedBy", by)
                .with("changedAt", at.toString());
    }

    /** The kind of problem. */
    public ProblemType type() {
        return type;
    }

    /** Extension members in the order they were added; do not modify. */
    public Map<String, @Nullable Object> members() {
        return members;
    }

    /** Headers that the answer must carry; do not modify. */
    public Map<String, String> headers() {
        return headers;
    }
}
