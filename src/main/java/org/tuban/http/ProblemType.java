package org.tuban.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The closed list of problems a client can meet, each with a stable address ({@code /problems/<slug>}).
 *
 * <p>Source: RFC 9457, section 3.1.1: the type is what programs compare; title and detail are for people.
 */
public enum ProblemType {
    INVALID_REQUEST(400, "The request is not one that can be read"),
    INVALID_PARAMETER(400, "A parameter has a value that is not allowed"),
    INVALID_BODY(400, "The request body is not what is asked for"),
    NOT_SIGNED_IN(401, "This needs a signed-in account"),
    FORBIDDEN(403, "This account may not do that"),
    CSRF(403, "The request does not carry the page's token"),
    NEW_PASSWORD_NEEDED(403, "The password serves once; choose another one"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This address does not take that method"),
    NOT_ACCEPTABLE(406, "None of the formats asked for is offered"),
    TRANSITION_NOT_ALLOWED(409, "The workflow does not allow that step from here"),
    PROPOSAL_CLOSED(409, "The proposal does not wait for that"),
    ALREADY_EXISTS(409, "There is such a thing already"),
    IN_USE(409, "Other things refer to it"),
    STILL_RUNNING(409, "The first request with that key has not ended yet"),
    NOT_UNDOABLE(409, "The operation can no longer be undone"),
    LAST_ADMIN(409, "Nobody would be left to look after accounts"),
    STALE_VERSION(412, "Somebody changed it first"),
    BODY_TOO_LARGE(413, "The request body is too large"),
    ADDRESS_TOO_LONG(414, "The address of the request is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The request body has a type that is not taken here"),
    EVIDENCE_MISSING(422, "Evidence is missing or not valid"),
    INVALID_FILE(422, "The file is not one that is taken"),
    INVALID_FEATURE(422, "The feature does not follow its layer's definition"),
    KEY_REUSED(422, "The key was sent with another request"),
    OPERATION_REFUSED(422, "The operation cannot be carried out on these shapes"),
    MISSING_PRECONDITION(428, "The request must say which version it changes"),
    TOO_MANY_ATTEMPTS(429, "Too many attempts"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The address and headers of the request are too large"),
    INTERNAL(500, "Something went wrong here"),
    UNAVAILABLE(503, "The service cannot answer now");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** HTTP status code, 400 to 599. */
    public int status() {
        return status;
    }

    /** One English sentence, the same at every occurrence. */
    public String title() {
        return title;
    }

    /** Last part of the address: lower case words joined by hyphens, such as {@code stale-version}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Address relative to the service: {@code /problems/} and the slug. */
    public String address() {
        return "/problems/" + slug();
    }

    /** The type with that last part of its address, if there is one. */
    static Optional<ProblemType> find(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    /** The most general type for a status that somebody else chose; refusals without one of their own are 400. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> NOT_SIGNED_IN;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> BODY_TOO_LARGE;
            case 414 -> ADDRESS_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> TOO_MANY_REQUESTS;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> UNAVAILABLE;
            // 501 and 505: a transfer coding, method or HTTP version that only a client can choose.
            case 501, 505 -> INVALID_REQUEST;
            default -> status >= 500 ? INTERNAL : INVALID_REQUEST;
        };
    }
}
