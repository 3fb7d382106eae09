package org.tuban.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An access token of an account, without its secret.
 *
 * @param id 16 hexadecimal digits
 * @param account name of the account
 * @param name what it is for, 1 to 100 characters
 * @param prefix how it begins, so that its owner knows it again
 * @param scopes what it is good for
 * @param createdAt when it was made
 * @param expiresAt when it ends
 * @param usedAt when it was last used, to the minute, or null if it never was
 */
record Token(
        String id,
        String account,
        String name,
        String prefix,
        Set<TokenScope> scopes,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt) {

    Token {
        scopes = Set.copyOf(scopes);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
