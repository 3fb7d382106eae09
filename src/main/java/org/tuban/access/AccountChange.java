package org.tuban.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tuban.http.Problem;

/**
 * What to change of an account; null leaves it as it is.
 *
 * @param displayName name shown to people, 1 to 100 characters
 * @param roles at least one
 * @param enabled false for an account that may not sign in any more
 */
record AccountChange(
        @Nullable String displayName,
        @Nullable Set<Role> roles,
        @Nullable Boolean enabled) {

    /** Refuses with invalid-body what an account cannot have. */
    AccountChange {
        if (displayName != null) {
            displayName = shownName(displayName);
        }
        if (roles != null) {
            roles = someRoles(roles);
        }
    }

    /** Refuses a change of nothing. */
    void requireSomething() {
        if (displayName == null && roles == null && enabled == null) {
            throw Problem.invalidBody("", null, "at least one of displayName, roles, enabled");
        }
    }

    Account of(Account before) {
        return new Account(
                before.name(),
                displayName == null ? before.displayName() : displayName,
                roles == null ? before.roles() : roles,
                enabled == null ? before.enabled() : enabled);
    }

    static String shownName(@Nullable String text) {
        String name = text == null ? "" : text.strip();
        if (name.isEmpty()
                || name.codePointCount(0, name.length()) > NewAccount.LONGEST_DISPLAY_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalidBody(
                    "displayName",
                    null,
                    "1 to %d characters, no line breaks".formatted(NewAccount.LONGEST_DISPLAY_NAME));
        }
        return name;
    }

    static Set<Role> someRoles(@Nullable Set<Role> roles) {
        if (roles == null || roles.isEmpty()) {
            throw Problem.invalidBody("roles", null, "at least one of viewer, lead, planner, admin");
        }
        return Set.copyOf(roles);
    }
}
