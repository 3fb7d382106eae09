package org.tuban.live;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.access.Role;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.store.Transactions;

/** The addresses that are told what happens; planners look after their own, administrators after all. */
@Service
class Webhooks {

    private static final int MOST = 50;

    private final WebhookStore store;
    private final WebhookTargets targets;
    private final EventLog log;
    private final Sights sights;
    private final Transactions transactions;
    private final Clock clock;

    Webhooks(
            WebhookStore store,
            WebhookTargets targets,
            EventLog log,
            Sights sights,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.targets = targets;
        this.log = log;
        this.sights = sights;
        this.transactions = transactions;
        this.clock = clock;
    }

    List<Webhook> list(Caller caller) {
        requireRole(caller);
        return store.list().stream().filter(hook -> isOf(hook, caller)).toList();
    }

    Webhook get(String id, Caller caller) {
        requireRole(caller);
        return store.find(id)
                .filter(hook -> isOf(hook, caller))
                .orElseThrow(() -> Problem.notFound("webhook '%s'".formatted(id)));
    }

    private static boolean isOf(Webhook hook, Caller caller) {
        return hook.account().equals(caller.name()) || caller.roles().contains(Role.ADMIN);
    }

    /** Reads what an owner sets. Throws invalid-body, above all for a target that may not be called. */
    Webhook.Setting setting(String name, String url, Interest interest, Caller caller) {
        requireRole(caller);
        Subscriptions.checkName(name);
        interest.check(sights, caller);
        try {
            URI read = targets.read(url);
            return new Webhook.Setting(name, read, interest);
        } catch (WebhookTargets.RefusedTargetException refused) {
            throw Problem.invalidBody("url", url, String.valueOf(refused.getMessage()));
        }
    }

    Webhook create(Webhook.Setting setting, Caller caller) {
        requireRole(caller);
        return transactions.write(() -> {
            if (store.list().size() >= MOST) {
                throw new Problem(ProblemType.FORBIDDEN, "There may be %d webhooks".formatted(MOST))
                        .with("reason", "limit");
            }
            Instant now = now();
            Webhook made = new Webhook(
                    UUID.randomUUID().toString(),
                    caller.name(),
                    setting,
                    WebhookSignature.createSecret(),
                    Webhook.State.ACTIVE,
                    log.last(),
                    0,
                    null,
                    now,
                    now);
            store.insert(made);
            return made;
        });
    }

    Webhook change(String id, Webhook.Setting setting, boolean paused, Caller caller) {
        return transactions.write(() -> {
            get(id, caller);
            store.update(id, setting, paused ? Webhook.State.PAUSED : Webhook.State.ACTIVE, now());
            return get(id, caller);
        });
    }

    void delete(String id, Caller caller) {
        transactions.write(() -> {
            get(id, caller);
            store.delete(id);
            return true;
        });
    }

    List<WebhookDelivery> deliveries(String id, Caller caller) {
        return store.deliveries(get(id, caller).id());
    }

    /** How the last call of each webhook went, by its id; for those who may see it. */
    Map<String, WebhookDelivery> lastDeliveries() {
        return store.lastDeliveries();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void requireRole(Caller caller) {
        if (!caller.signedIn()) {
            throw new Problem(ProblemType.NOT_SIGNED_IN, "Webhooks belong to signed-in accounts");
        }
        if (!caller.roles().contains(Role.PLANNER) && !caller.roles().contains(Role.ADMIN)) {
            throw new Problem(ProblemType.FORBIDDEN, "Webhooks are set by accounts with the role planner or admin")
                    .with("reason", "role");
        }
    }
}
