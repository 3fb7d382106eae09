package org.tuban.live;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to tell a webhook something.
 *
 * @param message id of what was told
 * @param at when it was sent
 * @param status HTTP status; null if there was no answer
 * @param outcome in words
 * @param millis how long it took
 */
record WebhookDelivery(String message, Instant at, @Nullable Integer status, String outcome, long millis) {

    boolean wasDelivered() {
        return status != null && status / 100 == 2;
    }
}
