package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
 * <p>Nothing is kept for them, so that nobody can fill anything with them: a token is a keyed hash of a random cookie, which
 * another site can neither read nor make. Who is signed in has that of the session, others one for the purpose. All
 * services on a database share the key.
 */
@Component
final class PageTokens implements CsrfTokenRepository {

    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String PARAMETER = "_csrf";
    private static final String COOKIE = "tuban-page";
    private static final Pattern SEED = Pattern.compile(Secrets.PATTERN);

    private final ServiceKeyStore keys;
    private final PublicUrl publicUrl;

    PageTokens(ServiceKeyStore keys, PublicUrl publicUrl) {
        this.keys = keys;
        this.publicUrl = publicUrl;
    }

    /** The token of a session, by its cookie. */
    CsrfToken ofSession(String cookie) {
        return token(keys.hash().of("session", cookie));
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        String seed = Secrets.create();
        return new SeededToken(seed, ofSeed(seed));
    }

    private String ofSeed(String seed) {
        return keys.hash().of("page", seed);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token instanceof SeededToken seeded) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE, cookie(seeded.seed, request).toString());
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
        if (CallerFilter.isOfSession(request)) {
            return SessionCookie.find(request).map(this::ofSession).orElse(null);
        }
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie != null && SEED.matcher(cookie.getValue()).matches() ? token(ofSeed(cookie.getValue())) : null;
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
