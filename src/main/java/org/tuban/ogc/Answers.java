package org.tuban.ogc;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Sends documents and pages with the headers that all answers of this room have. */
@Component
final class Answers {

    /** Characters of all links in the header together: half of what is usual for all headers. */
    private static final int LONGEST_LINKS = 4 * 1024;

    private final JsonMapper mapper;
    private final Pages pages;

    Answers(JsonMapper mapper, Pages pages) {
        this.mapper = mapper;
        this.pages = pages;
    }

    /** Sends a small document. */
    void json(HttpServletResponse response, Wanted wanted, List<Link> links, Object document) throws IOException {
        send(response, wanted, links, mapper.writeValueAsBytes(document));
    }

    /** Sends a page. */
    void page(HttpServletResponse response, Wanted wanted, List<Link> links, String template, Page page)
            throws IOException {
        String html = pages.render(template, wanted.language(), page.model());
        send(response, wanted, links, html.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a document that is written already, as the type wanted. */
    void send(HttpServletResponse response, Wanted wanted, List<Link> links, byte[] body) throws IOException {
        head(response, wanted);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, wanted.language().tag());
        link(response, links);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /**
     * A generator that writes to the answer's body.
     *
     * <p>Closing it neither flushes nor closes the answer: one that fails before its buffer is full can still become a
     * problem.
     */
    JsonGenerator generator(HttpServletResponse response) throws IOException {
        return generator(response.getOutputStream());
    }

    /** A generator that leaves closing and flushing to whoever has the stream, until it is flushed itself. */
    JsonGenerator generator(OutputStream out) {
        return mapper.writer()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .without(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .createGenerator(out);
    }

    /** Says what kind of answer this is and what it depends on. */
    void head(HttpServletResponse response, Wanted wanted) {
        response.setContentType(wanted.type().toString());
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        // Who asks decides what is seen: an answer to one is none to another.
        response.addHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.COOKIE);
    }

    /**
     * Says the links of the document in the header too, for clients that don't read the body; but for templates, which RFC
     * 8288 has no form for, and for addresses that repeat a long filter, because there is only so much room in headers.
     */
    void link(HttpServletResponse response, List<Link> links) {
        int length = response.getHeaders(HttpHeaders.LINK).stream()
                .mapToInt(String::length)
                .sum();
        for (Link link : links) {
            if (link.templated() != null) {
                continue;
            }
            String header = link.toHeader();
            length += header.length();
            if (length > LONGEST_LINKS) {
                return;
            }
            response.addHeader(HttpHeaders.LINK, header);
        }
    }
}
