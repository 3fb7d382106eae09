package org.tuban.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem details, whatever the client says it accepts: the one place where a refusal becomes bytes. */
@Component
public class ProblemWriter {

    /** Source: RFC 9457, section 3. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int LONGEST_ECHO = 200;
    private static final int LONGEST_DETAIL = 1_000;
    private static final int LONGEST_INSTANCE = 500;
    private static final Pattern ADDRESS = Pattern.compile("/[A-Za-z0-9._~:/@!$&'()*+,;=%-]*");

    /** What describes the answer that was being made when the problem came up, and would be wrong on this one. */
    private static final List<String> HEADERS_OF_ANOTHER_ANSWER = List.of(
            "ETag", "Last-Modified", "Content-Disposition", "Content-Language", "Content-Encoding", "Link", "Location");

    private final JsonMapper json;
    private final ProblemMeters meters;

    ProblemWriter(JsonMapper json, ProblemMeters meters) {
        this.json = json;
        this.meters = meters;
    }

    /**
     * Answers with the problem.
     *
     * @throws IllegalStateException if an answer is already on its way: nothing sensible can be added to it
     * @throws IOException if the client is gone
     */
    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            throw new IllegalStateException("an answer is already on its way");
        }
        Map<String, @Nullable Object> members = body(problem, addressOf(request));
        String id = RequestIds.of(request);
        if (id != null) {
            members.put(RequestIds.NAME, id);
        }
        byte[] body = json.writeValueAsBytes(members);
        meters.count(problem.type());
        response.resetBuffer();
        HEADERS_OF_ANOTHER_ANSWER.forEach(name -> response.setHeader(name, null));
        response.setStatus(problem.type().status());
        response.setHeader("Cache-Control", "no-store");
        problem.headers().forEach(response::setHeader);
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static @Nullable String addressOf(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed instanceof String address ? address : request.getRequestURI();
    }

    /**
     * The members in the order of RFC 9457, then the extension members; texts shortened as they go out.
     *
     * @param address what was asked for, or null for a problem inside an answer
     */
    public static Map<String, @Nullable Object> body(Problem problem, @Nullable String address) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", problem.type().address());
        body.put("title", problem.type().title());
        body.put("status", problem.type().status());
        body.put("detail", Text.echo(String.valueOf(problem.getMessage()), LONGEST_DETAIL));
        if (address != null
                && address.length() <= LONGEST_INSTANCE
                && ADDRESS.matcher(address).matches()) {
            body.put("instance", address);
        }
        problem.members().forEach((member, value) -> body.put(member, shown(value)));
        return body;
    }

    private static @Nullable Object shown(@Nullable Object value) {
        if (value instanceof String text) {
            return Text.echo(text, LONGEST_ECHO);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, entry) -> copy.put(shown(key), shown(entry)));
            return copy;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(ProblemWriter::shown).collect(Collectors.toCollection(ArrayList::new));
        }
        return value;
    }
}
