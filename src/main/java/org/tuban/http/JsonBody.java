package org.tuban.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of a request as a tree of JSON, as strictly as all JSON is read. */
@Component
public final class JsonBody {

    private final JsonMapper json;

    JsonBody(JsonMapper json) {
        this.json = json;
    }

    /**
     * Refuses a body of another type than is taken.
     *
     * @param types media types that are taken, the usual one first
     * @param acceptHeader header of the refusal that lists those, such as {@code Accept-Post}
     * @throws Problem invalid-parameter if the request does not say its type (OGC 20-002,
     *     /req/create-replace-delete/post-content-type); unsupported-media-type
     */
    public static void requireType(HttpServletRequest request, List<String> types, String acceptHeader) {
        String contentType = request.getContentType();
        String allowed = String.join(", ", types);
        if (contentType == null || contentType.isBlank()) {
            throw Problem.invalidParameter("Content-Type", null, "one of " + allowed);
        }
        if (types.stream().noneMatch(type -> isOf(contentType, type))) {
            throw new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Type: allowed is %s".formatted(allowed))
                    .with("value", contentType)
                    .with("allowed", allowed)
                    .withHeader(acceptHeader, allowed);
        }
    }

    /**
     * The body as a tree.
     *
     * @throws Problem invalid-body if it is no JSON, too deep, has a name twice, or a text or number that cannot be kept;
     *     body-too-large
     */
    public JsonNode read(HttpServletRequest request) throws IOException {
        try {
            return json.readValue(request.getInputStream(), JsonNode.class);
        } catch (JacksonException unreadable) {
            throw UnreadableBody.explain(unreadable);
        }
    }

    private static boolean isOf(String contentType, String type) {
        try {
            return MediaType.parseMediaType(contentType).equalsTypeAndSubtype(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException malformed) {
            return false;
        }
    }
}
