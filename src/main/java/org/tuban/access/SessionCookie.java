package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import org.tuban.http.PublicUrl;

/** The cookie by which a session is known: 256 random bits and nothing else. */
@Component
final class SessionCookie {

    private static final String NAME = "tuban-session";
    private static final Pattern VALUE = Pattern.compile(Secrets.PATTERN);

    private final PublicUrl publicUrl;

    SessionCookie(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** What the request brings, if it could be ours; whether a session belongs to it is another question. */
    static Optional<String> find(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, NAME);
        return cookie != null && VALUE.matcher(cookie.getValue()).matches()
                ? Optional.of(cookie.getValue())
                : Optional.empty();
    }

    /** Lets the browser keep it until it is closed. */
    void set(String value, HttpServletRequest request, HttpServletResponse response) {
        add(cookie(value, request).build(), response);
    }

    /** Lets the browser forget it. */
    void clear(HttpServletRequest request, HttpServletResponse response) {
        add(cookie("", request).maxAge(Duration.ZERO).build(), response);
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String value, HttpServletRequest request) {
        return ResponseCookie.from(NAME, value)
                .path(request.getContextPath() + "/")
                .httpOnly(true)
                // Lax and not strict: who follows a link to a feature is still signed in.
                .sameSite("Lax")
                .secure(request.isSecure() || publicUrl.isSecure());
    }

    private static void add(ResponseCookie cookie, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
