package org.tuban.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;

/** The addresses that are told what happens. */
@RestController
@RequestMapping(path = "/api/webhooks", produces = MediaType.APPLICATION_JSON_VALUE)
class WebhookController {

    private final Webhooks webhooks;
    private final WebhookSender sender;

    WebhookController(Webhooks webhooks, WebhookSender sender) {
        this.webhooks = webhooks;
        this.sender = sender;
    }

    /**
     * What an owner sets.
     *
     * @param name 1 to 100 characters
     * @param url where it is
     * @param interest what it is told; null for everything
     * @param paused true to have it wait; null for false
     */
    record Body(
            @Nullable String name,
            @Nullable String url,
            @Nullable Interest interest,
            @Nullable Boolean paused) {}

    /** A webhook as it is shown: its last call if it was called, the secret only once, to whoever made it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String id,
            String account,
            String name,
            URI url,
            Interest interest,
            Webhook.State state,
            String told,
            int failures,
            @Nullable Instant failingSince,
            Instant nextAt,
            Instant createdAt,
            @Nullable WebhookDelivery lastDelivery,
            @Nullable String secret) {

        static Shown of(Webhook hook, @Nullable WebhookDelivery last, @Nullable String secret) {
            return new Shown(
                    hook.id(),
                    hook.account(),
                    hook.setting().name(),
                    hook.setting().url(),
                    hook.setting().interest(),
                    hook.state(),
                    PlaceText.of(hook.told()),
                    hook.failures(),
                    hook.failingSince(),
                    hook.nextAt(),
                    hook.createdAt(),
                    last,
                    secret);
        }
    }

    @GetMapping
    Map<String, List<Shown>> list(Caller caller) {
        Map<String, WebhookDelivery> last = webhooks.lastDeliveries();
        return Map.of(
                "webhooks",
                webhooks.list(caller).stream()
                        .map(hook -> Shown.of(hook, last.get(hook.id()), null))
                        .toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Shown> create(@RequestBody Body body, Caller caller) {
        Webhook made = webhooks.create(setting(body, caller), caller);
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/webhooks/" + made.id()))
                .body(Shown.of(made, null, made.secret()));
    }

    @GetMapping("/{id}")
    Shown get(@PathVariable String id, Caller caller) {
        return shown(webhooks.get(id, caller));
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Shown change(@PathVariable String id, @RequestBody Body body, Caller caller) {
        boolean paused = Boolean.TRUE.equals(body.paused());
        return shown(webhooks.change(id, setting(body, caller), paused, caller));
    }

    private Shown shown(Webhook hook) {
        return Shown.of(hook, webhooks.lastDeliveries().get(hook.id()), null);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id, Caller caller) {
        webhooks.delete(id, caller);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/test")
    WebhookDelivery test(@PathVariable String id, Caller caller) {
        return sender.test(webhooks.get(id, caller));
    }

    @GetMapping("/{id}/deliveries")
    Map<String, List<WebhookDelivery>> deliveries(@PathVariable String id, Caller caller) {
        return Map.of("deliveries", webhooks.deliveries(id, caller));
    }

    private Webhook.Setting setting(Body body, Caller caller) {
        return webhooks.setting(
                body.name() == null ? "" : body.name(),
                body.url() == null ? "" : body.url(),
                body.interest() == null ? Interest.ALL : body.interest(),
                caller);
    }
}
