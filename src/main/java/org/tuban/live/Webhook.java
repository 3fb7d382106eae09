package org.tuban.live;

import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.ChangeLog.Place;

/**
 * An address that is told what happens.
 *
 * @param id random, unique
 * @param account whose it is: it is told what that account may see
 * @param setting what its owner set
 * @param secret key of its signatures, as {@link WebhookSignature} makes it
 * @param state whether it is called
 * @param told up to which place it was told
 * @param failures since the last success
 * @param failingSince when the first of them was; null if there is none
 * @param nextAt when it is called again at the earliest
 * @param createdAt when it was made
 */
record Webhook(
        String id,
        String account,
        Setting setting,
        String secret,
        State state,
        Place told,
        int failures,
        @Nullable Instant failingSince,
        Instant nextAt,
        Instant createdAt) {

    /** What its owner sets. */
    record Setting(String name, URI url, Interest interest) {}

    /** Whether it is called. */
    enum State {
        /** It is told what happens. */
        ACTIVE,
        /** Its owner has it wait. */
        PAUSED,
        /** It failed for too long; its owner can have it called again. */
        DEAD;

        /** Name in answers and tables. */
        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return "Webhook[" + id + ", " + state + "]";
    }
}
