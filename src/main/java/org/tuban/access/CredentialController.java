package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;

/** The sessions and access tokens of an account; for itself and for administrators. */
@RestController
@RequestMapping(path = AccountController.ADDRESS + "/{account}", produces = MediaType.APPLICATION_JSON_VALUE)
class CredentialController {

    private final Accounts accounts;
    private final Sessions sessions;
    private final Tokens tokens;

    CredentialController(Accounts accounts, Sessions sessions, Tokens tokens) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /**
     * A session as it is shown.
     *
     * @param current true for that of the request itself
     */
    record ShownSession(
            String id, String way, String address, String browser, Instant begunAt, Instant seenAt, boolean current) {}

    record ShownSessions(List<ShownSession> sessions) {}

    /** A token as it is shown. */
    record ShownToken(
            String id,
            String name,
            String prefix,
            List<String> scopes,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant usedAt,
            boolean expired) {}

    record ShownTokens(List<ShownToken> tokens) {}

    /** A token to make. */
    record Creation(
            @Nullable String name,
            @Nullable Set<TokenScope> scopes,
            @Nullable Instant expiresAt) {}

    /** A token that was made; {@code secret} is kept nowhere. */
    record Made(ShownToken token, String secret) {}

    @GetMapping("/sessions")
    ResponseEntity<ShownSessions> sessions(
            @PathVariable("account") String name, Caller caller, HttpServletRequest request) {
        enter(name, caller, request);
        String current = sessions.current(request).map(Session::id).orElse("");
        return answer(new ShownSessions(sessions.list(name).stream()
                .map(session -> new ShownSession(
                        session.id(),
                        session.way().id(),
                        session.address(),
                        session.browser(),
                        session.begunAt(),
                        session.seenAt(),
                        session.id().equals(current)))
                .toList()));
    }

    private void enter(String name, Caller caller, HttpServletRequest request) {
        Administration.requireAdminOrSelf(caller, name);
        Parameters.onlyKnown(request, Set.of());
        accounts.get(name);
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    @DeleteMapping("/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeSessions(@PathVariable("account") String name, Caller caller, HttpServletRequest request) {
        enter(name, caller, request);
        sessions.revokeAll(name);
    }

    @DeleteMapping("/sessions/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeSession(
            @PathVariable("account") String name,
            @PathVariable("session") String id,
            Caller caller,
            HttpServletRequest request) {
        enter(name, caller, request);
        sessions.revoke(name, id);
    }

    @GetMapping("/tokens")
    ResponseEntity<ShownTokens> tokens(
            @PathVariable("account") String name, Caller caller, HttpServletRequest request) {
        enter(name, caller, request);
        return answer(
                new ShownTokens(tokens.list(name).stream().map(this::shown).toList()));
    }

    private ShownToken shown(Token token) {
        return new ShownToken(
                token.id(),
                token.name(),
                token.prefix(),
                token.scopes().stream().sorted().map(TokenScope::id).toList(),
                token.createdAt(),
                token.expiresAt(),
                token.usedAt(),
                tokens.isOver(token));
    }

    @PostMapping(path = "/tokens", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Made> create(
            @PathVariable("account") String name,
            @RequestBody Creation body,
            Caller caller,
            HttpServletRequest request) {
        Administration.requireSelf(caller, name, request);
        Parameters.onlyKnown(request, Set.of());
        Tokens.Made made = tokens.create(
                name,
                body.name() == null ? "" : body.name(),
                body.scopes() == null ? Set.of() : body.scopes(),
                required(body.expiresAt()));
        return ResponseEntity.created(URI.create(AccountController.ADDRESS
                        + "/%s/tokens/%s".formatted(name, made.token().id())))
                .cacheControl(CacheControl.noStore())
                .body(new Made(shown(made.token()), made.secret()));
    }

    private static Instant required(@Nullable Instant expiresAt) {
        if (expiresAt == null) {
            throw Problem.invalidBody("expiresAt", null, "a time such as 2027-01-31T00:00:00Z; it must be there");
        }
        return expiresAt;
    }

    @DeleteMapping("/tokens")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeTokens(@PathVariable("account") String name, Caller caller, HttpServletRequest request) {
        enter(name, caller, request);
        tokens.revokeAll(name);
    }

    @DeleteMapping("/tokens/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeToken(
            @PathVariable("account") String name,
            @PathVariable("token") String id,
            Caller caller,
            HttpServletRequest request) {
        enter(name, caller, request);
        tokens.revoke(name, id);
    }
}
