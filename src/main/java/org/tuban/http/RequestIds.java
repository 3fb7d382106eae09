package org.tuban.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.catalina.AccessLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives each request a name, by which its answer, its problem and what the log says of it find together.
 *
 * <p>A trusted proxy may have named it already; what others call their requests is not read, so that nobody writes into
 * the log what he likes. With the access log on, one line says of each request what it was and how it went: no
 * parameters, no account, no address.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestIds extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";

    /** Name among the members of problems and the fields of log lines. */
    static final String NAME = "requestId";

    private static final Logger LOG = LoggerFactory.getLogger("org.tuban.access-log");
    private static final String ATTRIBUTE = RequestIds.class.getName();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final boolean accessLog;

    RequestIds(WatchSettings settings) {
        accessLog = settings.accessLog();
    }

    /** The name of the request; null if it came by another door. */
    static @Nullable String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = id(request);
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        long begin = System.nanoTime();
        MDC.put(NAME, id);
        try {
            chain.doFilter(request, response);
        } finally {
            if (accessLog) {
                log(request, response, System.nanoTime() - begin);
            }
            MDC.remove(NAME);
        }
    }

    private static String id(HttpServletRequest request) {
        String given = request.getHeader(HEADER);
        // Set by the valve that believes proxies, and by nobody else.
        boolean trusted = request.getAttribute(AccessLog.REMOTE_ADDR_ATTRIBUTE) != null;
        if (trusted && given != null && ID.matcher(given).matches()) {
            return given;
        }
        byte[] bytes = new byte[8];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void log(HttpServletRequest request, HttpServletResponse response, long nanos) {
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        LOG.atInfo()
                .addKeyValue("method", request.getMethod())
                .addKeyValue("route", route == null ? "-" : route)
                .addKeyValue("status", response.getStatus())
                .addKeyValue("ms", nanos / 1_000_000)
                .log("request");
    }
}
