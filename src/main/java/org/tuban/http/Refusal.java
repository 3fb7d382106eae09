package org.tuban.http;

import org.jspecify.annotations.Nullable;

/** Words for a refusal of which only the status is known, because the container made it. */
public final class Refusal {

    private static final String METHODS = "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE";

    private Refusal() {}

    /**
     * The problem for a status.
     *
     * @param status HTTP status, 400 or above; 501 and 505 become 400, as only a client can bring them about
     * @param method method of the request, or null if there was none to read
     */
    public static Problem ofStatus(int status, @Nullable String method) {
        ProblemType type = ProblemType.ofStatus(status);
        return switch (type) {
            case METHOD_NOT_ALLOWED ->
                new Problem(type, "%s is taken nowhere; the service knows %s".formatted(method, METHODS))
                        .withHeader("Allow", METHODS);
            case NOT_FOUND -> new Problem(type, "There is nothing at this address");
            case INVALID_REQUEST ->
                new Problem(
                        type,
                        "The request line, an address or a header breaks the rules of HTTP (RFC 9110, 9112, 3986), "
                                + "or address and headers are above 16 kB");
            default -> new Problem(type, type.title());
        };
    }
}
