package org.tuban.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.tuban.access.Callers;
import org.tuban.http.Problem;
import org.tuban.http.ProblemWriter;
import org.tuban.http.Reading;

/**
 * Writes that carry an {@code Idempotency-Key} are done once, and answered alike however often they are sent.
 *
 * <p>It stands behind the filters that find out who is asking. The body is read before the transaction begins, so that a
 * slow client holds nothing, and the answer leaves after it has ended, so that nobody hears of what is not on disk.
 */
@Component
final class IdempotencyFilter extends OncePerRequestFilter {

    /** Tells a client that it sees the first answer again. */
    private static final String REPLAYED = "Idempotent-Replayed";

    /** Here answers give cookies, passwords and tokens, which are kept nowhere and shown once. */
    private static final Pattern SECRETS = Pattern.compile("/api/(session|accounts)(/.*)?");

    /** Headers that say something about what was written; the others are put on every answer anyway. */
    private static final List<String> KEPT_HEADERS = List.of(
            HttpHeaders.ETAG,
            HttpHeaders.LOCATION,
            HttpHeaders.CONTENT_LOCATION,
            HttpHeaders.LAST_MODIFIED,
            HttpHeaders.CONTENT_LANGUAGE,
            HttpHeaders.LINK,
            "Content-Crs",
            "Preference-Applied");

    private final FirstAnswers answers;
    private final ProblemWriter problems;

    IdempotencyFilter(FirstAnswers answers, ProblemWriter problems) {
        this.answers = answers;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(IdempotencyKey.HEADER) == null
                || Reading.is(request)
                || SECRETS.matcher(Reading.path(request)).matches()
                || !Callers.current().signedIn();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper written = new ContentCachingResponseWrapper(response);
        try {
            IdempotencyKey key =
                    IdempotencyKey.read(Callers.current().name(), request.getHeader(IdempotencyKey.HEADER));
            byte[] body = request.getInputStream().readAllBytes();
            Optional<FirstAnswer> before = answers.answer(
                    key, fingerprint(request, body), () -> run(new ReadRequest(request, body), written, chain));
            if (before.isPresent()) {
                replay(before.get(), response);
            } else {
                written.copyBodyToResponse();
            }
        } catch (Problem refused) {
            problems.write(request, response, refused);
        } catch (Broken broken) {
            broken.rethrow();
        }
    }

    private static FirstAnswer run(
            HttpServletRequest request, ContentCachingResponseWrapper response, FilterChain chain) {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException failure) {
            throw new Broken(failure);
        }
        if (request.isAsyncStarted()) {
            throw new IllegalStateException("an answer to a write with a key is made at once");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : KEPT_HEADERS) {
            String value = String.join(", ", response.getHeaders(name));
            if (!value.isEmpty()) {
                headers.put(name, value);
            }
        }
        if (response.getContentType() != null) {
            headers.put(HttpHeaders.CONTENT_TYPE, response.getContentType());
        }
        return new FirstAnswer(response.getStatus(), headers, response.getContentAsByteArray());
    }

    private static void replay(FirstAnswer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader(REPLAYED, "true");
        if (answer.body().length > 0) {
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        }
    }

    private static byte[] fingerprint(HttpServletRequest request, byte[] body) {
        MessageDigest digest = IdempotencyKey.sha256();
        add(digest, request.getMethod());
        add(digest, request.getRequestURI());
        add(digest, request.getQueryString());
        add(digest, request.getContentType());
        add(digest, request.getHeader(HttpHeaders.IF_MATCH));
        return digest.digest(body);
    }

    /** With its length, so that two parts never look like two others. */
    private static void add(MessageDigest digest, @Nullable String part) {
        String text = Objects.toString(part, "");
        digest.update("%d:%s ".formatted(text.length(), text).getBytes(StandardCharsets.UTF_8));
    }

    /** What cannot be thrown from within a transaction as it is. */
    private static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Broken(Exception cause) {
            super(cause);
        }

        void rethrow() throws IOException, ServletException {
            if (getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new ServletException(getCause());
        }
    }

    /** A request whose body has been read already. */
    private static final class ReadRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ReadBody(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            String named = getCharacterEncoding();
            Charset charset = named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
            return new BufferedReader(new InputStreamReader(getInputStream(), charset));
        }
    }

    private static final class ReadBody extends ServletInputStream {

        private final ByteArrayInputStream body;

        ReadBody(ByteArrayInputStream body) {
            this.body = body;
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            return body.read(buffer, from, length);
        }

        @Override
        public boolean isFinished() {
            return body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("bodies are read at once");
        }
    }
}
