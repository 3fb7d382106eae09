package org.tuban.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which account somebody has whom the identity provider knows.
 *
 * <p>It is found by issuer and subject, which never change. The first time there is none: then an account is made, or
 * the one of the claimed name is taken, by the settings. Where accounts are made nobody gets one that was there before.
 */
final class OidcAccounts {

    private final OidcSettings settings;
    private final Map<String, Role> roleOfGroup;
    private final AccountStore store;
    private final Accounts accounts;
    private final Deeds deeds;
    private final TransactionTemplate transaction;

    OidcAccounts(
            OidcSettings settings,
            AccountStore store,
            Accounts accounts,
            Deeds deeds,
            PlatformTransactionManager transactions) {
        this.settings = settings;
        this.roleOfGroup = settings.roleOfGroup();
        this.store = store;
        this.accounts = accounts;
        this.deeds = deeds;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The enabled account, with the roles that the provider gives; empty if that somebody has none here. */
    Optional<StoredAccount> find(OidcIdToken token) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Set<Role> given = roles(token);
            if (!settings.rolesClaim().isEmpty() && given.isEmpty()) {
                return Optional.empty();
            }
            String subject = token.getIssuer() + " " + token.getSubject();
            return store.findSubject(subject)
                    .or(() -> first(subject, token, given))
                    .filter(stored -> stored.account().enabled())
                    .map(stored -> given.isEmpty()
                            ? stored
                            : accounts.change(stored.account().name(), null, new AccountChange(null, given, null)));
        }));
    }

    private Set<Role> roles(OidcIdToken token) {
        Object claim =
                settings.rolesClaim().isEmpty() ? null : token.getClaims().get(settings.rolesClaim());
        Collection<?> groups =
                claim instanceof Collection<?> several ? several : claim == null ? List.of() : List.of(claim);
        return groups.stream()
                .flatMap(group -> Optional.ofNullable(roleOfGroup.get(group.toString())).stream())
                .collect(Collectors.toSet());
    }

    private Optional<StoredAccount> first(String subject, OidcIdToken token, Set<Role> given) {
        String name = Objects.toString(token.getClaims().get(settings.accountClaim()), "");
        if (!NewAccount.isName(name)) {
            return Optional.empty();
        }
        if (settings.create()) {
            Set<Role> roles = given.isEmpty() ? Set.of(Role.VIEWER) : given;
            if (!accounts.createWithoutPassword(new NewAccount(name, displayName(token, name), roles, null))) {
                return Optional.empty();
            }
        }
        if (store.find(name).isEmpty() || !store.updateSubject(name, subject)) {
            return Optional.empty();
        }
        deeds.tell(Act.ACCOUNT_CHANGED, name, name, Map.of("subject", subject));
        return store.find(name);
    }

    private static String displayName(OidcIdToken token, String name) {
        String full = Objects.toString(token.getFullName(), "")
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        String cut = full.substring(0, Math.min(full.length(), NewAccount.LONGEST_DISPLAY_NAME));
        return cut.isEmpty() ? name : cut;
    }
}
