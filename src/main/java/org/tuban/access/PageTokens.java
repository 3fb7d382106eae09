package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import org.tuban.http.PublicUrl;

/**
 * The tokens that show that a write comes from our page.
 *
 * <p>Who is signed in has a token in the session. Who is not has none, so that nobody can fill the memory with sessions:
 * there the token is a keyed hash of a random cookie, which another site can neither read nor make.
 */
@Component
final class PageTokens implements CsrfTokenRepository {

    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String PARAMETER = "_csrf";
    private static final String COOKIE = "tuban-page";
    private static final String ATTRIBUTE = PageTokens.class.getName();
    private static final Pattern SEED = Pattern.compile("[A-Za-z0-9_-]{32}");
    private static final int SEED_BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final KeyedHash hash = new KeyedHash();
    private final PublicUrl publicUrl;

    PageTokens(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        String seed = random();
        return Sessions.isBegun(request) ? token(seed) : new SeededToken(seed, hash.of(seed));
    }

    private String random() {
        byte[] bytes = new byte[SEED_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (token instanceof SeededToken seeded) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE, cookie(seeded.seed, request).toString());
        } else if (session != null) {
            session.setAttribute(ATTRIBUTE, token == null ? null : token.getToken());
        }
    }

    private ResponseCookie cookie(String seed, HttpServletRequest request) {
        return ResponseCookie.from(COOKIE, seed)
                .path(request.getContextPath() + "/")
                .httpOnly(true)
                .sameSite("Strict")
                .secure(request.isSecure() || publicUrl.isSecure())
                .build();
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        if (Sessions.isBegun(request)) {
            HttpSession session = request.getSession(false);
            return session != null && session.getAttribute(ATTRIBUTE) instanceof String token ? token(token) : null;
        }
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie != null && SEED.matcher(cookie.getValue()).matches() ? token(hash.of(cookie.getValue())) : null;
    }

    private static CsrfToken token(String text) {
        return new DefaultCsrfToken(HEADER, PARAMETER, text);
    }

    /** A token that is not kept here but in a cookie. */
    private static final class SeededToken implements CsrfToken {

        private static final long serialVersionUID = 1L;

        private final String seed;
        private final String text;

        SeededToken(String seed, String text) {
            this.seed = seed;
            this.text = text;
        }

        @Override
        public String getHeaderName() {
            return HEADER;
        }

        @Override
        public String getParameterName() {
            return PARAMETER;
        }

        @Override
        public String getToken() {
            return text;
        }
    }
}
