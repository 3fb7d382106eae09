package org.tuban.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an account may see what is restricted, within a scope.
 *
 * @param id number, 1 or more
 * @param account name of the account
 * @param scope where
 * @param reason why, in words, or null
 * @param grantedAt since when
 * @param grantedBy account that gave it
 */
public record Grant(
        long id, String account, Scope scope, @Nullable String reason, Instant grantedAt, String grantedBy) {}
