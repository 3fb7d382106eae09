package org.tuban.access;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/** The accounts: who there is, what each may do and looks after. */
@Service
public class Accounts {

    private final AccountStore store;
    private final Passwords passwords;
    private final TransactionTemplate transaction;

    Accounts(AccountStore store, Passwords passwords, PlatformTransactionManager transactions) {
        this.store = store;
        this.passwords = passwords;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The account, also when it is not enabled. */
    public Optional<Account> find(String name) {
        return store.find(name).map(StoredAccount::account);
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
        if (!createHashed(account, passwords.hash(password), false)) {
            throw new Problem(ProblemType.ALREADY_EXISTS, "There is an account '%s' already".formatted(account.name()));
        }
        return find(account.name()).orElseThrow();
    }

    /** False, and nothing is written, if the name is taken. */
    boolean createHashed(NewAccount account, String passwordHash, boolean demo) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean made = store.insert(account, passwordHash, demo);
            if (made) {
                Objects.requireNonNull(account.assignments())
                        .forEach(assignment -> store.insert(account.name(), assignment));
            }
            return made;
        }));
    }

    /**
     * Gives the account another password and ends its sessions.
     *
     * @throws Problem invalid-body if the password is not allowed, not-found if there is no such account
     */
    public void changePassword(String name, String password) {
        passwords.check(name, password);
        found(name, store.updatePassword(name, passwords.hash(password)));
    }

    /** Gives the account other roles and ends its sessions. Throws not-found if there is no such account. */
    public void changeRoles(String name, Set<Role> roles) {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("an account has at least one role");
        }
        found(name, store.updateRoles(name, roles));
    }

    /** Lets the account sign in, or ends its sessions and lets it not. Throws not-found if there is no such account. */
    public void changeEnabled(String name, boolean enabled) {
        found(name, store.updateEnabled(name, enabled));
    }

    private static void found(String name, boolean changed) {
        if (!changed) {
            throw Problem.notFound("account '%s'".formatted(name));
        }
    }

    /** Lets the account look after a feature. Throws not-found if there is no such account. */
    public void assign(String name, Assignment assignment) {
        found(name, find(name).isPresent());
        store.insert(name, assignment);
    }

    /** Takes a feature from the account; no harm if it does not look after it. */
    public void withdraw(String name, Assignment assignment) {
        store.delete(name, assignment);
    }
}
