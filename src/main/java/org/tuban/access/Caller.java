package org.tuban.access;

import java.util.Set;

/**
 * Who is asking: a signed-in account or the anonymous public.
 *
 * @param name account name, or {@code anonymous}
 * @param displayName name shown to people
 * @param roles what the account may do; empty for the public
 * @param signedIn false for the public
 */
public record Caller(String name, String displayName, Set<Role> roles, boolean signedIn) {

    /** The public: nobody signed in. */
    public static final Caller ANONYMOUS = new Caller("anonymous", "", Set.of(), false);

    /** Copies the roles. */
    public Caller {
        roles = Set.copyOf(roles);
    }

    /** The service itself, as when it loads demo data; {@code name} says which part. */
    public static Caller system(String name) {
        return new Caller(name, name, Set.of(Role.ADMIN), true);
    }
}
