package org.tuban.http;

import java.util.Locale;

/**
 * The closed list of problems a client can meet, each with a stable address ({@code /problems/<slug>}).
 *
 * <p>Source: RFC 9457, section 3.1.1: the type is what programs compare; title and detail are for people.
 */
public enum ProblemType {
    INVALID_PARAMETER(400, "A parameter has a value that is not allowed"),
    INVALID_BODY(400, "The request body is not what is asked for"),
    NOT_SIGNED_IN(401, "This needs a signed-in account"),
    FORBIDDEN(403, "This account may not do that"),
    CSRF(403, "The request does not carry the page's token"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This address does not take that method"),
    NOT_ACCEPTABLE(406, "None of the formats asked for is offered"),
    TRANSITION_NOT_ALLOWED(409, "The workflow does not allow that step from here"),
    ALREADY_EXISTS(409, "There is such a thing already"),
    STALE_VERSION(412, "Somebody changed it first"),
    BODY_TOO_LARGE(413, "The request body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The request body has a type that is not taken here"),
    EVIDENCE_MISSING(422, "Evidence is missing or not valid"),
    INVALID_FEATURE(422, "The feature does not follow its layer's definition"),
    MISSING_PRECONDITION(428, "The request must say which version it changes"),
    TOO_MANY_ATTEMPTS(429, "Too many attempts"),
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
}
