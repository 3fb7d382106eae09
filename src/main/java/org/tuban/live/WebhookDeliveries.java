package org.tuban.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.tuban.access.Account;
import org.tuban.access.Accounts;
import org.tuban.access.Caller;
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

    private final WebhookStore store;
    private final EventLog log;
    private final WebhookSender sender;
    private final Accounts accounts;
    private final Transactions transactions;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(WORKERS, work -> {
        Thread thread = new Thread(work, "webhooks");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

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
        running = true;
        workers.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        workers.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts a worker for each webhook that is due. */
    private void look() {
        try {
            Instant now = clock.instant();
            for (Webhook hook : store.list()) {
                if (hook.state() == Webhook.State.ACTIVE && !hook.nextAt().isAfter(now) && atWork.add(hook.id())) {
                    workers.execute(() -> tell(hook.id()));
                }
            }
        } catch (DataAccessException away) {
            LOG.debug("webhooks: the database is away", away);
        }
    }

    private void tell(String id) {
        try {
            boolean more = true;
            while (more && running) {
                more = store.find(id)
                        .filter(this::mayBeTold)
                        .map(this::tellPortion)
                        .orElse(false);
            }
            transactions.write(() -> {
                store.release(id, owner);
                return true;
            });
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("webhooks: the database is away; going on when it is back", away);
        } finally {
            atWork.remove(id);
        }
    }

    private boolean mayBeTold(Webhook hook) {
        return hook.state() == Webhook.State.ACTIVE
                && !hook.nextAt().isAfter(clock.instant())
                && log.last().compareTo(hook.told()) > 0
                && lease(hook.id());
    }

    private boolean lease(String id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions.write(() -> store.lease(id, owner, now, now.plus(LEASE)));
    }

    /** True if there is more to tell now. */
    private boolean tellPortion(Webhook hook) {
        Optional<Caller> reader =
                accounts.find(hook.account()).filter(Account::enabled).map(Account::toCaller);
        if (reader.isEmpty()) {
            return false;
        }
        EventLog.Portion portion =
                log.after(hook.told(), PORTION, hook.setting().interest(), reader.get());
        for (LiveEvent event : portion.events()) {
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
        return running
                && lease(hook.id())
                && store.find(hook.id())
                        .filter(now ->
                                now.state() == hook.state() && now.setting().equals(hook.setting()))
                        .isPresent();
    }
}
