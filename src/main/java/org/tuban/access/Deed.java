package org.tuban.access;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to an account.
 *
 * @param act what was done
 * @param by account that did it; {@code anonymous} for a sign-in that failed, {@code tuban} for the service itself
 * @param account whom it concerns; {@code unknown} for a sign-in under a name that is none: what was typed there may be
 *     a password, so it is not passed on
 * @param at when
 * @param address numeric address of the client, or null if the service did it by itself
 * @param detail more about it, by name, in order; never a secret
 */
public record Deed(
        Act act,
        String by,
        String account,
        Instant at,
        @Nullable String address,
        Map<String, String> detail) {

    /** Copies the details. */
    public Deed {
        detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
    }
}
