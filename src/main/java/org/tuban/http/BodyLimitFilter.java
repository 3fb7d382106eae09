package org.tuban.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies above the limit (5 MB unless set): at once when the client says how long its body is, else at the byte that is too many.
 *
 * <p>The rest of such a body is not read, so the connection cannot be used again and is closed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
final class BodyLimitFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;
    private final BodyLimit limit;

    BodyLimitFilter(ProblemWriter problems, BodyLimit limit) {
        this.problems = problems;
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long most = limit.bytes(Reading.path(request));
        if (request.getContentLengthLong() > most) {
            problems.write(request, response, tooLarge(most));
            return;
        }
        chain.doFilter(request.getContentLengthLong() >= 0 ? request : new CountedRequest(request, most), response);
    }

    private static Problem tooLarge(long most) {
        return new Problem(
                        ProblemType.BODY_TOO_LARGE,
                        String.format(Locale.ROOT, "A body may have at most %,d bytes", most))
                .with("allowed", most)
                .withHeader("Connection", "close");
    }

    /** A request that does not say how long its body is. */
    private static final class CountedRequest extends HttpServletRequestWrapper {

        private final long most;

        CountedRequest(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream(), most);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), charset()));
        }

        private Charset charset() throws IOException {
            String named = getCharacterEncoding();
            try {
                return named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
            } catch (UnsupportedCharsetException unknown) {
                throw new java.io.UnsupportedEncodingException(named);
            }
        }
    }

    private static final class CountedStream extends ServletInputStream {

        private final ServletInputStream body;
        private final long most;
        private long count;

        CountedStream(ServletInputStream body, long most) {
            this.body = body;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int got = body.read(buffer, from, length);
            count(Math.max(got, 0));
            return got;
        }

        private void count(int more) {
            count += more;
            if (count > most) {
                throw tooLarge(most);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
