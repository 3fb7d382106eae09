package org.tuban.access;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/**
 * What accounts may see beyond their roles. Who may change something is another question, which roles and assignments
 * answer; but who looks after a feature sees it.
 */
@Service
public class Grants {

    private static final int LONGEST_REASON = 500;

    private final GrantStore store;
    private final AccountStore accounts;
    private final Scopes scopes;
    private final Deeds deeds;
    private final Clock clock;

    Grants(GrantStore store, AccountStore accounts, Scopes scopes, Deeds deeds, Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.scopes = scopes;
        this.deeds = deeds;
        this.clock = clock;
    }

    /**
     * The grants of an account, the oldest first.
     *
     * @throws Problem not-found if there is no such account
     */
    public List<Grant> list(String account) {
        requireAccount(account);
        return store.list(account);
    }

    /** Where an account sees what is restricted: by its grants, and by its assignments. Empty for no such account. */
    public Set<Scope> scopesOf(String account) {
        return store.scopes(account);
    }

    /**
     * Lets an account see what is restricted, within a scope.
     *
     * @param reason why, in words, at most 500 characters, or null
     * @throws Problem not-found if there is no such account; invalid-body (members path, value, allowed) if there is no
     *     such layer or feature or the reason is none; already-exists if the account has that grant
     */
    public Grant give(String account, Scope scope, @Nullable String reason, Caller by) {
        requireAccount(account);
        if (!scopes.exists(scope)) {
            throw Problem.invalidBody(
                    scope.isWhole() ? "layer" : "id", scope.toString(), "a layer, or a feature of it that there is");
        }
        if (reason != null
                && (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl))) {
            throw Problem.invalidBody(
                    "reason", null, "at most %d characters, none of them control characters".formatted(LONGEST_REASON));
        }
        String words = reason == null || reason.isBlank() ? null : reason.strip();
        Grant grant = new Grant(0, account, scope, words, clock.instant().truncatedTo(ChronoUnit.MILLIS), by.name());
        long id = deeds.tell(
                Act.GRANTED,
                account,
                detail(grant),
                () -> store.insert(grant)
                        .orElseThrow(() -> new Problem(
                                ProblemType.ALREADY_EXISTS,
                                "The account '%s' sees %s already".formatted(account, scope))));
        return new Grant(id, account, scope, words, grant.grantedAt(), by.name());
    }

    /**
     * Takes a grant back.
     *
     * @throws Problem not-found if the account has none of that number
     */
    public void withdraw(String account, long id) {
        deeds.tell(Act.GRANT_WITHDRAWN, account, Map.of("grant", Long.toString(id)), () -> {
            if (!store.delete(account, id)) {
                throw Problem.notFound("grant %d of account '%s'".formatted(id, account));
            }
            return id;
        });
    }

    private static Map<String, String> detail(Grant grant) {
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("scope", grant.scope().toString());
        if (grant.reason() != null) {
            detail.put("reason", grant.reason());
        }
        return detail;
    }

    private void requireAccount(String account) {
        if (accounts.find(account).isEmpty()) {
            throw Problem.notFound("account '%s'".formatted(account));
        }
    }
}
