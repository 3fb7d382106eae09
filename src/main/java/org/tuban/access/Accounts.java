package org.tuban.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tuban.access.AccountStore.NewPassword;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/** The accounts: who there is, what each may do and looks after. */
@Service
public class Accounts {

    private final AccountStore store;
    private final SessionStore sessions;
    private final Passwords passwords;
    private final Deeds deeds;
    private final TransactionTemplate transaction;

    Accounts(
            AccountStore store,
            SessionStore sessions,
            Passwords passwords,
            Deeds deeds,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.sessions = sessions;
        this.passwords = passwords;
        this.deeds = deeds;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The account, also when it is not enabled. */
    public Optional<Account> find(String name) {
        return store.find(name).map(StoredAccount::account);
    }

    /** The account with its version. Throws not-found if there is no such account. */
    StoredAccount get(String name) {
        return store.find(name).orElseThrow(() -> Problem.notFound("account '%s'".formatted(name)));
    }

    /**
     * Accounts in the order of their names.
     *
     * @param part what the name or the display name has in it; empty for all
     * @param after the name that the last page ended with; empty for the first page
     */
    List<StoredAccount> list(String part, String after, int limit) {
        return store.list(part, after, limit);
    }

    /**
     * True if this is an enabled account with the role planner or admin: somebody who may confirm the decision of
     * another.
     */
    public boolean isDecider(String name) {
        return find(name)
                .filter(Account::enabled)
                .filter(account -> account.roles().contains(Role.PLANNER)
                        || account.roles().contains(Role.ADMIN))
                .isPresent();
    }

    /** Features that the account looks after itself; what lies in them is not listed. Empty for no such account. */
    public Set<Assignment> assignmentsOf(String name) {
        return store.assignments(name);
    }

    /** True if the account looks after the feature itself, or after one of those that it lies in. */
    public boolean isAssigned(String name, Set<Assignment> featureAndContainers) {
        return assignmentsOf(name).stream().anyMatch(featureAndContainers::contains);
    }

    /**
     * Makes an account with its assignments.
     *
     * @param password 12 to 200 characters, none of the common ones
     * @throws Problem invalid-body if the password is not allowed, already-exists if the name is taken
     */
    public Account create(NewAccount account, String password) {
        passwords.check(account.name(), password);
        return create(account, new NewPassword(passwords.hash(password), false));
    }

    /**
     * Makes an account with a password that nobody can guess.
     *
     * @param oneTime true if it serves only to choose another one
     * @return the password, which is kept nowhere
     * @throws Problem already-exists if the name is taken
     */
    String invite(NewAccount account, boolean oneTime) {
        String password = passwords.generate();
        create(account, new NewPassword(passwords.hash(password), oneTime));
        return password;
    }

    /** Makes an account that nobody can sign in to by a password; false, and nothing is written, if the name is taken. */
    boolean createWithoutPassword(NewAccount account) {
        return createHashed(account, passwords.hash(passwords.generate()), false);
    }

    private Account create(NewAccount account, NewPassword password) {
        if (!insert(account, password, false)) {
            throw new Problem(ProblemType.ALREADY_EXISTS, "There is an account '%s' already".formatted(account.name()));
        }
        return find(account.name()).orElseThrow();
    }

    /** False, and nothing is written, if the name is taken. */
    boolean createHashed(NewAccount account, String passwordHash, boolean demo) {
        return insert(account, new NewPassword(passwordHash, false), demo);
    }

    private boolean insert(NewAccount account, NewPassword password, boolean demo) {
        return inTransaction(() -> {
            boolean made = store.insert(account, password, demo);
            if (made) {
                Objects.requireNonNull(account.assignments())
                        .forEach(assignment -> store.insert(account.name(), assignment));
                deeds.tell(
                        Act.ACCOUNT_CREATED,
                        account.name(),
                        Map.of("displayName", account.displayName(), "roles", words(account.roles())));
            }
            return made;
        });
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private static String words(Set<Role> roles) {
        return roles.stream().sorted().map(Role::id).collect(Collectors.joining(","));
    }

    /**
     * Gives the account the password that its owner chose, and ends its sessions. Its tokens stay: they are credentials
     * of their own.
     *
     * @throws Problem invalid-body if the password is not allowed, not-found if there is no such account
     */
    public void changePassword(String name, String password) {
        passwords.check(name, password);
        if (passwords.matches(password, get(name).passwordHash())) {
            throw Problem.invalidBody("password", null, "another one than before");
        }
        NewPassword kept = new NewPassword(passwords.hash(password), false);
        replacePassword(name, kept, () -> deeds.tell(Act.PASSWORD_CHANGED, name, name, Map.of()));
    }

    /** As {@link #changePassword}, by the service. */
    void changePasswordHashed(String name, String passwordHash) {
        NewPassword kept = new NewPassword(passwordHash, false);
        replacePassword(name, kept, () -> deeds.tell(Act.PASSWORD_RESET, name, Map.of()));
    }

    /**
     * Gives the account a password that nobody can guess, and ends its sessions. Its tokens stay.
     *
     * @param oneTime true if it serves only to choose another one
     * @return the password, which is kept nowhere
     * @throws Problem not-found if there is no such account
     */
    String resetPassword(String name, boolean oneTime) {
        String password = passwords.generate();
        NewPassword kept = new NewPassword(passwords.hash(password), oneTime);
        Map<String, String> detail = Map.of("oneTime", Boolean.toString(oneTime));
        replacePassword(name, kept, () -> deeds.tell(Act.PASSWORD_RESET, name, detail));
        return password;
    }

    private void replacePassword(String name, NewPassword password, Runnable tell) {
        transaction.executeWithoutResult(status -> {
            if (!store.updatePassword(name, password)) {
                throw Problem.notFound("account '%s'".formatted(name));
            }
            sessions.deleteAll(name);
            tell.run();
        });
    }

    /** Gives the account other roles and ends its sessions. Throws not-found if there is no such account. */
    public void changeRoles(String name, Set<Role> roles) {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("an account has at least one role");
        }
        change(name, null, new AccountChange(null, roles, null));
    }

    /** Lets the account sign in, or ends its sessions and lets it not. Throws not-found if there is no such account. */
    public void changeEnabled(String name, boolean enabled) {
        change(name, null, new AccountChange(null, null, enabled));
    }

    /**
     * Changes what is named of an account. Other roles, and another right to sign in, end its sessions.
     *
     * @param seen version that the writer has seen, or null for whatever it is
     * @throws Problem not-found; stale-version with {@code currentVersion}; last-admin if nobody would be left who may
     *     look after accounts
     */
    StoredAccount change(String name, @Nullable Long seen, AccountChange change) {
        return inTransaction(() -> {
            store.lockAdmins();
            StoredAccount before = get(name);
            if (seen != null && seen != before.version()) {
                throw stale(before);
            }
            Account after = change.of(before.account());
            if (after.equals(before.account())) {
                return before;
            }
            boolean endsSessions = after.enabled() != before.account().enabled()
                    || !after.roles().equals(before.account().roles());
            if (!store.update(after, before.version(), endsSessions)) {
                throw stale(get(name));
            }
            if (isAdmin(before.account()) && store.countAdmins() == 0) {
                throw new Problem(
                        ProblemType.LAST_ADMIN,
                        "'%s' is the last enabled account with the role admin; give that role to another one first"
                                .formatted(name));
            }
            if (endsSessions) {
                sessions.deleteAll(name);
            }
            deeds.tell(Act.ACCOUNT_CHANGED, name, differences(before.account(), after));
            return get(name);
        });
    }

    private static boolean isAdmin(Account account) {
        return account.enabled() && account.roles().contains(Role.ADMIN);
    }

    private static Problem stale(StoredAccount now) {
        return new Problem(
                        ProblemType.STALE_VERSION,
                        "account '%s' is at version %d".formatted(now.account().name(), now.version()))
                .with("currentVersion", now.version());
    }

    private static Map<String, String> differences(Account before, Account after) {
        Map<String, String> different = new LinkedHashMap<>();
        if (!after.displayName().equals(before.displayName())) {
            different.put("displayName", after.displayName());
        }
        if (!after.roles().equals(before.roles())) {
            different.put("roles", words(after.roles()));
        }
        if (after.enabled() != before.enabled()) {
            different.put("enabled", Boolean.toString(after.enabled()));
        }
        return different;
    }

    /** Lets the account look after a feature. Throws not-found if there is no such account. */
    public void assign(String name, Assignment assignment) {
        transaction.executeWithoutResult(status -> {
            get(name);
            if (store.insert(name, assignment)) {
                deeds.tell(Act.ASSIGNED, name, detail(assignment));
            }
        });
    }

    /** Takes a feature from the account; no harm if it does not look after it. */
    public void withdraw(String name, Assignment assignment) {
        transaction.executeWithoutResult(status -> {
            if (store.delete(name, assignment)) {
                deeds.tell(Act.WITHDRAWN, name, detail(assignment));
            }
        });
    }

    private static Map<String, String> detail(Assignment assignment) {
        return Map.of("layer", assignment.layer(), "id", assignment.featureId());
    }
}
