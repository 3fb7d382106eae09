package org.tuban.access;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account that is not there yet, as {@code accounts.json} describes it.
 *
 * @param name {@code [a-z][a-z0-9._-]*}, at most 32 characters
 * @param displayName name shown to people, 1 to 100 characters
 * @param roles at least one
 * @param assignments features that it looks after; none if left out
 */
public record NewAccount(
        String name,
        String displayName,
        Set<Role> roles,
        @Nullable List<Assignment> assignments) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,31}");
    static final String NAMES = "a small letter, then small letters, digits, . _ - up to 32 in all";
    static final int LONGEST_DISPLAY_NAME = 100;

    /** Checks every part; an {@link IllegalArgumentException} says what is wrong. */
    public NewAccount {
        if (name == null || !isName(name)) {
            throw new IllegalArgumentException("name '%s': allowed is %s".formatted(name, NAMES));
        }
        if (displayName == null || displayName.isBlank() || displayName.length() > LONGEST_DISPLAY_NAME) {
            throw new IllegalArgumentException("account %s: displayName must have 1 to 100 characters".formatted(name));
        }
        if (roles == null || roles.isEmpty()) {
            throw new IllegalArgumentException("account %s: roles must name at least one".formatted(name));
        }
        roles = Set.copyOf(roles);
        assignments = assignments == null ? List.of() : List.copyOf(assignments);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
