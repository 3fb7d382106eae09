package org.tuban.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.tuban.http.Problem;

/** Access tokens, by which scripts act for an account without its password. */
@Component
class Tokens {

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

    private static final String MARK = "tuban_";
    private static final Pattern TOKEN = Pattern.compile(MARK + Secrets.PATTERN);
    private static final int PREFIX = MARK.length() + 6;

    private static final Duration LONGEST_LIFE = Duration.ofDays(366);
    private static final Duration KEPT_AFTER = Duration.ofDays(30);
    private static final Duration USED_EVERY = Duration.ofMinutes(1);
    private static final int MOST = 50;
    private static final int LONGEST_NAME = 100;

    private final TokenStore store;
    private final Deeds deeds;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Tokens(TokenStore store, Deeds deeds, PlatformTransactionManager transactions, Clock clock) {
        this.store = store;
        this.deeds = deeds;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Who comes with a token, and what it is good for. */
    record Bearer(Caller caller, Set<TokenScope> scopes) {}

    /** Whom a token belongs to, if it is one that is neither over nor of a closed account. */
    Optional<Bearer> find(String secret) {
        if (!TOKEN.matcher(secret).matches()) {
            return Optional.empty();
        }
        Instant now = now();
        return store.find(Secrets.hash(secret))
                .filter(known -> known.account().enabled() && !known.token().isOver(now))
                .map(known -> {
                    use(known.token(), now);
                    return new Bearer(caller(known), known.token().scopes());
                });
    }

    /** A scope never adds a role: without the scope admin an administrator is the planner that he is besides. */
    private static Caller caller(TokenStore.Known known) {
        Caller caller = known.account().toCaller();
        if (known.token().scopes().contains(TokenScope.ADMIN) || !caller.roles().contains(Role.ADMIN)) {
            return caller;
        }
        Set<Role> roles = EnumSet.copyOf(caller.roles());
        roles.remove(Role.ADMIN);
        roles.add(Role.PLANNER);
        return new Caller(caller.name(), caller.displayName(), roles, true);
    }

    /** A database that takes no writes still answers readers. */
    private void use(Token token, Instant now) {
        Instant used = token.usedAt();
        if (used != null && now.isBefore(used.plus(USED_EVERY))) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> store.use(token.id(), now));
        } catch (DataAccessException | TransactionException refused) {
            LOG.debug("token {}: not written that it was used", token.id(), refused);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** A token with its secret, which is shown this once. */
    record Made(Token token, String secret) {}

    /**
     * Makes a token.
     *
     * @throws Problem invalid-body, with the member and the limit
     */
    Made create(String account, String name, Set<TokenScope> scopes, Instant expiresAt) {
        Instant now = now();
        String words = name.strip();
        if (words.isEmpty()
                || words.codePointCount(0, words.length()) > LONGEST_NAME
                || words.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalidBody("name", null, "1 to %d characters, no line breaks".formatted(LONGEST_NAME));
        }
        Instant end = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        Instant last = now.plus(LONGEST_LIFE);
        if (!end.isAfter(now) || end.isAfter(last)) {
            throw Problem.invalidBody(
                    "expiresAt", expiresAt.toString(), "a time after %s, %s at the latest".formatted(now, last));
        }
        if (!scopes.contains(TokenScope.READ)) {
            throw Problem.invalidBody("scopes", null, "a list with read in it, and write and admin if they are needed");
        }
        String secret = MARK + Secrets.create();
        Token token = new Token(Secrets.id(), account, words, secret.substring(0, PREFIX), scopes, now, end, null);
        transaction.executeWithoutResult(status -> {
            store.deleteExpiredBefore(now.minus(KEPT_AFTER));
            if (store.list(account).size() >= MOST) {
                throw Problem.invalidBody(
                        "", null, "a token more while there are fewer than %d; revoke one first".formatted(MOST));
            }
            store.insert(token, Secrets.hash(secret));
            deeds.tell(Act.TOKEN_CREATED, account, detail(token));
        });
        return new Made(token, secret);
    }

    private static Map<String, String> detail(Token token) {
        return Map.of(
                "token",
                token.prefix(),
                "scopes",
                token.scopes().stream().sorted().map(TokenScope::id).collect(Collectors.joining(",")),
                "expiresAt",
                token.expiresAt().toString());
    }

    /** Those of an account, the newest first; ended ones too, for a month. */
    List<Token> list(String account) {
        return store.list(account);
    }

    /** True if it is not good any more. */
    boolean isOver(Token token) {
        return token.isOver(now());
    }

    /** Ends a token. Throws not-found if the account has no such. */
    void revoke(String account, String id) {
        transaction.executeWithoutResult(status -> {
            Token token = store.list(account).stream()
                    .filter(known -> known.id().equals(id))
                    .findAny()
                    .orElseThrow(() -> Problem.notFound("token '%s' of account '%s'".formatted(id, account)));
            store.delete(account, id);
            deeds.tell(Act.TOKEN_REVOKED, account, Map.of("token", token.prefix()));
        });
    }

    /** Ends all tokens of an account. */
    void revokeAll(String account) {
        transaction.executeWithoutResult(status -> {
            if (store.deleteAll(account) > 0) {
                deeds.tell(Act.TOKEN_REVOKED, account, Map.of("token", "all"));
            }
        });
    }
}
