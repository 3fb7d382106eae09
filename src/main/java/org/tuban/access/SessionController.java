package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.http.PublicUrl;

/** Signing in to and out of the page. */
@RestController
@RequestMapping(SessionController.ADDRESS)
class SessionController {

    static final String ADDRESS = "/api/session";

    private final SignIn signIn;
    private final Sessions sessions;
    private final Accounts accounts;
    private final PageTokens tokens;
    private final ObjectProvider<IdentityProvider> providers;
    private final PublicUrl publicUrl;

    SessionController(
            SignIn signIn,
            Sessions sessions,
            Accounts accounts,
            PageTokens tokens,
            ObjectProvider<IdentityProvider> providers,
            PublicUrl publicUrl) {
        this.providers = providers;
        this.publicUrl = publicUrl;
        this.signIn = signIn;
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /**
     * What the page sends to sign in.
     *
     * @param newPassword password to have from then on; asked for when {@code password} serves only once
     */
    record Credentials(
            @Nullable String name,
            @Nullable String password,
            @Nullable String newPassword) {

        @Override
        public String toString() {
            return "Credentials[" + name + "]";
        }
    }

    /**
     * Who is signed in.
     *
     * @param csrf null for a script, which needs no token
     * @param provider where else one can sign in; null if the settings name no identity provider
     * @param signOutAt where to go after signing out, so that the identity provider forgets the browser too; or null
     */
    record Answer(
            boolean signedIn,
            @Nullable Person account,
            @Nullable Token csrf,
            @Nullable Provider provider,
            @Nullable String signOutAt) {}

    /** The identity provider: what to call it, and the address that leads to it. */
    record Provider(String label, String address) {}

    /** The account as the page shows it. */
    record Person(String name, String displayName, List<String> roles) {}

    /** The header to send with each write, and what to send in it. */
    record Token(String header, String token) {}

    @GetMapping
    Answer get(HttpServletRequest request, Caller caller) {
        Parameters.onlyKnown(request, Set.of());
        return answer(caller, CallerFilter.hasCredentials(request) ? null : token(request), signOutAt(request));
    }

    @PostMapping(consumes = "application/json")
    Answer signIn(@RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        Parameters.onlyKnown(request, Set.of());
        StoredAccount account = signIn.verify(
                required("name", credentials.name()),
                required("password", credentials.password()),
                request.getRemoteAddr());
        if (credentials.newPassword() != null) {
            account = changed(account, credentials.newPassword());
        } else if (account.oneTime()) {
            throw CallerFilter.newPasswordNeeded();
        }
        return begun(account, request, response);
    }

    private StoredAccount changed(StoredAccount account, String password) {
        String name = account.account().name();
        try {
            accounts.changePassword(name, password);
        } catch (Problem refusal) {
            throw refusal.type() == ProblemType.INVALID_BODY
                    ? Problem.invalidBody(
                            "newPassword",
                            null,
                            String.valueOf(refusal.members().get("allowed")))
                    : refusal;
        }
        return accounts.get(name);
    }

    private Answer begun(StoredAccount account, HttpServletRequest request, HttpServletResponse response) {
        String cookie = sessions.begin(account, SignInWay.PASSWORD, request, response);
        CsrfToken fresh = tokens.ofSession(cookie);
        return answer(account.account().toCaller(), new Token(fresh.getHeaderName(), fresh.getToken()), null);
    }

    /** Another password in the place of one's own. */
    record PasswordChange(
            @Nullable String password, @Nullable String newPassword) {

        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }

    /** All sessions of the account end; whoever asked by one of them goes on with another. */
    @PutMapping(path = "/password", consumes = "application/json")
    Answer changePassword(
            @RequestBody PasswordChange change,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        Parameters.onlyKnown(request, Set.of());
        Administration.requireSelf(caller, caller.name(), request);
        String next = required("newPassword", change.newPassword());
        StoredAccount account = changed(verified(caller, required("password", change.password()), request), next);
        return CallerFilter.hasCredentials(request)
                ? answer(account.account().toCaller(), null, null)
                : begun(account, request, response);
    }

    /** A wrong password here is a wrong field of a form, and not an end of the session. */
    private StoredAccount verified(Caller caller, String password, HttpServletRequest request) {
        try {
            return signIn.verify(caller.name(), password, request.getRemoteAddr());
        } catch (Problem refusal) {
            throw refusal.type() == ProblemType.NOT_SIGNED_IN
                    ? Problem.invalidBody("password", null, "the password that the account has")
                    : refusal;
        }
    }

    private static String required(String member, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw Problem.invalidBody(member, null, "text; it must be there");
        }
        return value;
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request, HttpServletResponse response) {
        Parameters.onlyKnown(request, Set.of());
        sessions.end(request, response);
    }

    /** Asking for the token's text is what makes the token, and the cookie that goes with it. */
    private static @Nullable Token token(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? new Token(token.getHeaderName(), token.getToken())
                : null;
    }

    private Answer answer(Caller caller, @Nullable Token token, @Nullable String signOutAt) {
        IdentityProvider known = providers.getIfAvailable();
        Provider provider = known == null ? null : new Provider(known.label(), OidcController.ADDRESS);
        return new Answer(caller.signedIn(), caller.signedIn() ? person(caller) : null, token, provider, signOutAt);
    }

    private @Nullable String signOutAt(HttpServletRequest request) {
        IdentityProvider provider = providers.getIfAvailable();
        if (provider == null || !CallerFilter.isOfSession(request)) {
            return null;
        }
        return sessions.current(request)
                .filter(session -> session.way() == SignInWay.OIDC)
                .flatMap(session -> provider.signOutAddress(publicUrl.base(request) + "/"))
                .orElse(null);
    }

    private static Person person(Caller caller) {
        return new Person(
                caller.name(),
                caller.displayName(),
                caller.roles().stream().sorted().map(Role::id).toList());
    }
}
