package org.tuban.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of other sites read what {@code /ogc} gives to everybody, and nothing else: not {@code /api}, not with a
 * visitor's cookies or credentials, no writes.
 *
 * <p>Source: the WHATWG Fetch standard, "CORS protocol". The wildcard is what makes it safe: a browser never hands an
 * answer with it to a page that sent credentials. POST is for searches; a write that came this way would lack an account. The headers only ever permit, so that requests of the own page behind
 * a proxy, whose origin this service may not know, are not touched.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class PublicReading extends OncePerRequestFilter {

    private static final String METHODS = "GET, HEAD, OPTIONS, POST";
    private static final String ASKED_WITH = "Accept, Accept-Language, Content-Type, If-None-Match, Prefer";
    private static final String SHOWN =
            "Allow, Content-Crs, Content-Language, ETag, Link, Location, Preference-Applied, Retry-After";
    private static final String ONE_DAY_IN_SECONDS = "86400";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = Reading.path(request);
        return !path.equals("/ogc") && !path.startsWith("/ogc/") || !Reading.is(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Access-Control-Expose-Headers", SHOWN);
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        if (!isPreflight(request)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Methods", METHODS);
        response.setHeader("Access-Control-Allow-Headers", ASKED_WITH);
        response.setHeader("Access-Control-Max-Age", ONE_DAY_IN_SECONDS);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }
}
