package org.tuban.live;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.tuban.store.Transactions;
import tools.jackson.databind.json.JsonMapper;

/** Calls webhooks, one message at a time, and notes how each call went and what follows from it. */
@Component
class WebhookSender {

    /** By this status a target says that it wants no more calls (RFC 9110, 15.5.11). */
    private static final int GONE = 410;

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    private final WebhookCall call;
    private final WebhookStore store;
    private final WebhookSettings settings;
    private final Transactions transactions;
    private final JsonMapper json;
    private final Clock clock;

    WebhookSender(
            WebhookCall call,
            WebhookStore store,
            WebhookSettings settings,
            Transactions transactions,
            JsonMapper json,
            Clock clock) {
        this.call = call;
        this.store = store;
        this.settings = settings;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What a call carries.
     *
     * @param type kind and operation joined by a point, such as {@code feature.transition}; or {@code test}
     * @param timestamp when it happened
     * @param data the event as a stream has it
     */
    private record Message(String type, Instant timestamp, Object data) {}

    /** Calls a webhook once with a message that says nothing; it counts neither as told nor as a failure. */
    WebhookDelivery test(Webhook hook) {
        WebhookDelivery delivery = send(hook, "test-" + UUID.randomUUID(), new Message("test", now(), Map.of()));
        note(hook, now -> store.insert(now.id(), delivery));
        return delivery;
    }

    /** Tells a webhook of an event. True if it was taken; if not, when it is called again is noted. */
    boolean tell(Webhook hook, LiveEvent event) {
        EventData data = event.data(true);
        WebhookDelivery delivery = send(
                hook,
                "msg_" + data.place(),
                new Message(data.kind() + "." + data.operation(), data.recordedAt(), data));
        note(hook, now -> {
            store.insert(now.id(), delivery);
            if (delivery.wasDelivered()) {
                store.told(now.id(), event.place());
            } else {
                noteFailure(now, delivery);
            }
        });
        return delivery.wasDelivered();
    }

    /** Writes what came of a call, unless its owner removed the webhook meanwhile. */
    private void note(Webhook called, Consumer<Webhook> writing) {
        transactions.write(() -> {
            store.find(called.id()).ifPresent(writing);
            return true;
        });
    }

    private WebhookDelivery send(Webhook hook, String id, Message message) {
        byte[] body = json.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
        Instant at = now();
        long begin = System.nanoTime();
        WebhookCall.Result result =
                call.post(hook.setting().url(), WebhookSignature.headers(hook.secret(), id, at, body), body);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        return new WebhookDelivery(id, at, result.status(), result.outcome(), millis);
    }

    private void noteFailure(Webhook hook, WebhookDelivery delivery) {
        Instant at = now();
        Instant since = hook.failingSince() == null ? at : hook.failingSince();
        int failures = hook.failures() + 1;
        store.failed(hook.id(), failures, since, at.plus(pause(failures)));
        if (Integer.valueOf(GONE).equals(delivery.status())
                || since.plus(settings.giveUp()).isBefore(at)) {
            store.giveUp(hook.id());
        }
    }

    /** Twice as long each time, and up to half as long again by chance, so that not all come back in the same moment. */
    private Duration pause(int failures) {
        long first = settings.retry().toMillis();
        long pause = Math.min(LONGEST_PAUSE.toMillis(), first << Math.min(MOST_DOUBLINGS, failures - 1));
        return Duration.ofMillis(pause + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
