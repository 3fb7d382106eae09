package org.tuban.access;

import java.util.Set;

/**
 * Somebody who may sign in.
 *
 * @param name what is typed to sign in: lower case, unique
 * @param displayName name shown to people
 * @param roles what the account may do
 * @param enabled false for an account that may not sign in any more
 */
public record Account(String name, String displayName, Set<Role> roles, boolean enabled) {

    /** Copies the roles. */
    public Account {
        roles = Set.copyOf(roles);
    }

    /** The account as somebody who asks. */
    public Caller toCaller() {
        return new Caller(name, displayName, roles, true);
    }
}
