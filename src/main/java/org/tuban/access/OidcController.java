package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.WebUtils;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.http.PublicUrl;

/** Signing in to the page by the identity provider of the settings: there and back. */
@RestController
@RequestMapping(OidcController.ADDRESS)
class OidcController {

    static final String ADDRESS = SessionController.ADDRESS + "/oidc";

    private static final Logger LOG = LoggerFactory.getLogger(OidcController.class);
    private static final String BACK = "/callback";
    private static final String COOKIE = "tuban-oidc";
    private static final Pattern SEED = Pattern.compile(Secrets.PATTERN);
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final List<String> ANSWERS =
            List.of("code", "state", "session_state", "iss", "error", "error_description", "error_uri", "scope");

    private final ObjectProvider<IdentityProvider> providers;
    private final ObjectProvider<OidcAccounts> accounts;
    private final Sessions sessions;
    private final Deeds deeds;
    private final PublicUrl publicUrl;

    OidcController(
            ObjectProvider<IdentityProvider> providers,
            ObjectProvider<OidcAccounts> accounts,
            Sessions sessions,
            Deeds deeds,
            PublicUrl publicUrl) {
        this.providers = providers;
        this.accounts = accounts;
        this.sessions = sessions;
        this.deeds = deeds;
        this.publicUrl = publicUrl;
    }

    /** Sends the browser to the provider, with a cookie that it must bring back. */
    @GetMapping
    ResponseEntity<Void> begin(HttpServletRequest request, HttpServletResponse response) {
        Parameters.onlyKnown(request, List.of());
        IdentityProvider provider = provider();
        String seed = Secrets.create();
        try {
            String address = provider.signInAddress(seed, redirect(request));
            setCookie(seed, LIFE, request, response);
            return go(address);
        } catch (IllegalArgumentException | IllegalStateException away) {
            LOG.warn("identity provider: its addresses cannot be found: {}", away.getMessage());
            throw new Problem(ProblemType.UNAVAILABLE, "The identity provider does not answer")
                    .retryAfter(Duration.ofSeconds(30));
        }
    }

    private IdentityProvider provider() {
        return Optional.ofNullable(providers.getIfAvailable())
                .orElseThrow(() -> Problem.notFound("identity provider; the settings name none"));
    }

    private String redirect(HttpServletRequest request) {
        return publicUrl.base(request) + ADDRESS + BACK;
    }

    private void setCookie(String seed, Duration life, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(COOKIE, seed)
                .path(request.getContextPath() + ADDRESS)
                .httpOnly(true)
                // The way back is a link of another site.
                .sameSite("Lax")
                .secure(request.isSecure() || publicUrl.isSecure())
                .maxAge(life)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static ResponseEntity<Void> go(String address) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(address))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    /** The browser comes back: it goes on to the page, signed in or told that it is not. */
    @GetMapping(BACK)
    ResponseEntity<Void> end(HttpServletRequest request, HttpServletResponse response) {
        IdentityProvider provider = provider();
        Map<String, String> answer = Parameters.all(request, ANSWERS);
        setCookie("", Duration.ZERO, request, response);
        boolean signedIn = signIn(provider, answer, request, response);
        return go(publicUrl.base(request) + (signedIn ? "/" : "/#sign-in-refused"));
    }

    private boolean signIn(
            IdentityProvider provider,
            Map<String, String> answer,
            HttpServletRequest request,
            HttpServletResponse response) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        String seed = cookie == null ? "" : cookie.getValue();
        String code = answer.getOrDefault("code", "");
        if (!SEED.matcher(seed).matches()
                || code.isEmpty()
                || !provider.isStateOf(seed, answer.getOrDefault("state", ""))) {
            return refused(answer.containsKey("error") ? "the provider says so" : "it did not begin in this browser");
        }
        try {
            Optional<StoredAccount> account = accounts.getObject().find(provider.verify(seed, redirect(request), code));
            if (account.isEmpty()) {
                return refused("there is no account for that person");
            }
            sessions.begin(account.get(), SignInWay.OIDC, request, response);
            return true;
        } catch (AuthenticationException | Problem wrong) {
            return refused(String.valueOf(wrong.getMessage()));
        }
    }

    private boolean refused(String why) {
        LOG.info("sign-in by the identity provider refused: {}", why);
        deeds.tell(Act.SIGN_IN_FAILED, Caller.ANONYMOUS.name(), Deeds.UNKNOWN, Map.of("way", SignInWay.OIDC.id()));
        return false;
    }
}
