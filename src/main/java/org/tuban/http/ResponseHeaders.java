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

/** Puts on every answer the headers that keep a browser from doing what a page of ours never needs. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ResponseHeaders extends OncePerRequestFilter {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data: blob:; "
            + "style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
            + "form-action 'self'";

    private static final String ONE_YEAR = "max-age=31536000";

    private final PublicUrl publicUrl;

    ResponseHeaders(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Also answers that the container asks for have them. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        write(request, response);
        chain.doFilter(request, response);
    }

    /** Sets the headers; controllers may give their answers another {@code Cache-Control}. */
    void write(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        response.setHeader("Permissions-Policy", "geolocation=(self), camera=(), microphone=(), payment=(), usb=()");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (request.isSecure() || publicUrl.isSecure()) {
            response.setHeader("Strict-Transport-Security", ONE_YEAR);
        }
        // Answers of /api depend on who asks; the rest may be kept if it is asked for again each time.
        String address = request.getRequestURI();
        boolean personal = address != null && address.startsWith(request.getContextPath() + "/api/");
        response.setHeader("Cache-Control", personal ? "no-store" : "no-cache");
    }
}
