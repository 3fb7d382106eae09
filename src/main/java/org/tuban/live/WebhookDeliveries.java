package org.tuban.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.tuban.access.Account;
import org.tuban.access.Accounts;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog.Place;
import org.tuban.store.Lookout;
import org.tuban.store.Transactions;

/**
 * Tells webhooks what happens: each in the log's order, each change at least once, each by one service at a time, which
 * holds a lease in the database.
 */
@Component
class WebhookDeliveries implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDeliveries.class);

    private static final int WORKERS = 4;
    private static final int PORTION = 100;
    private static final long LOOK_MILLIS = 500;

    /** Longer than one call may take: it is taken anew before each. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    /** So long one webhook is told in one go: then others have their turn, and rights are looked at anew. */
    private static final Duration TURN = Duration.ofSeconds(30);

    /** Pause of a webhook that failed in a way that nobody foresaw. */
    private static final long SETBACK_SECONDS = 60;

    private final WebhookStore store;
    private final EventLog log;
    private final WebhookSender sender;
    private final Accounts accounts;
    private final Transactions transactions;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();
    private final Lookout lookout = new Lookout("webhooks", 0, LOOK_MILLIS, this::look);
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, work -> {
        Thread thread = new Thread(work, "webhook-calls");
        thread.setDaemon(true);
        return thread;
    });

    WebhookDeliveries(
            WebhookStore store,
            EventLog log,
            WebhookSender sender,
            Accounts accounts,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.log = log;
        this.sender = sender;
        this.accounts = accounts;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void start() {
        lookout.start();
    }

    @Override
    public void stop() {
        lookout.stop();
        workers.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return lookout.isRunning();
    }

    /** Starts a worker for each webhook that has something to be told. */
    private long look() {
        List<Webhook> hooks = store.list();
        if (!hooks.isEmpty()) {
            Place last = log.last();
            hooks.stream()
                    .filter(hook -> isDue(hook, last) && reader(hook).isPresent())
                    .map(Webhook::id)
                    .filter(atWork::add)
                    .forEach(id -> CompletableFuture.supplyAsync(() -> tell(id), workers)
                            .whenComplete((more, fault) -> leave(id, Boolean.TRUE.equals(more), fault)));
        }
        return LOOK_MILLIS;
    }

    private boolean isDue(Webhook hook, Place last) {
        return hook.state() == Webhook.State.ACTIVE
                && !hook.nextAt().isAfter(clock.instant())
                && last.compareTo(hook.told()) > 0;
    }

    /** Whose rights it has; nobody's while the account is disabled. */
    private Optional<Caller> reader(Webhook hook) {
        return accounts.find(hook.account()).filter(Account::enabled).map(Account::toCaller);
    }

    private void leave(String id, boolean more, @Nullable Throwable fault) {
        if (fault != null && isRunning()) {
            LOG.warn("webhooks: {} cannot be told; trying again in {} s", id, SETBACK_SECONDS, fault);
            CompletableFuture.delayedExecutor(SETBACK_SECONDS, TimeUnit.SECONDS).execute(() -> atWork.remove(id));
            return;
        }
        atWork.remove(id);
        if (more) {
            lookout.wake();
        }
    }

    /** True if there is more to tell now. */
    private boolean tell(String id) {
        try {
            if (!lease(id)) {
                return false;
            }
            // Read under the lease: another service may have told it something until just now.
            boolean more = store.find(id)
                    .filter(hook -> isDue(hook, log.last()))
                    .flatMap(hook -> reader(hook).map(reader -> tellPortion(hook, reader)))
                    .orElse(false);
            transactions.write(() -> {
                store.release(id, owner);
                return true;
            });
            return more;
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("webhooks: the database is away; going on when it is back", away);
            return false;
        }
    }

    private boolean lease(String id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions.write(() -> store.lease(id, owner, now, now.plus(LEASE)));
    }

    /** True if there is more to tell now. */
    private boolean tellPortion(Webhook hook, Caller reader) {
        long end = System.nanoTime() + TURN.toNanos();
        EventLog.Portion portion =
                log.after(hook.told(), PORTION, hook.setting().interest(), reader);
        for (LiveEvent event : portion.events()) {
            if (System.nanoTime() - end > 0) {
                return true;
            }
            if (!mayGoOn(hook) || !sender.tell(hook, event)) {
                return false;
            }
        }
        transactions.write(() -> {
            store.told(hook.id(), portion.end());
            return true;
        });
        return portion.more();
    }

    /** False if its owner has changed it meanwhile: it is read anew then. */
    private boolean mayGoOn(Webhook hook) {
        return isRunning()
                && lease(hook.id())
                && store.find(hook.id())
                        .filter(now ->
                                now.state() == hook.state() && now.setting().equals(hook.setting()))
                        .isPresent();
    }
}
