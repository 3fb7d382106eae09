package org.tuban.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.tuban.access.Account;
import org.tuban.access.Accounts;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.ChangeLog.Change;
import org.tuban.feature.VersionStep;
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
    private static final int GONE = 410;
    private static final long LOOK_MILLIS = 500;

    /** Longer than one call may take: it is taken anew before each. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    private final Webhooks webhooks;
    private final WebhookStore store;
    private final WebhookSettings settings;
    private final ChangeLog log;
    private final LiveEventMaker maker;
    private final EventSights sights;
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
            Webhooks webhooks,
            WebhookStore store,
            WebhookSettings settings,
            ChangeLog log,
            LiveEventMaker maker,
            EventSights sights,
            Accounts accounts,
            Transactions transactions,
            Clock clock) {
        this.webhooks = webhooks;
        this.store = store;
        this.settings = settings;
        this.log = log;
        this.maker = maker;
        this.sights = sights;
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
        Predicate<LiveEvent> sight = sights.of(reader.get());
        Interest.Question question = hook.setting().interest().question();
        List<Change> changes = log.after(hook.told(), PORTION);
        for (LiveEventMaker.Told told : maker.told(changes)) {
            VersionStep step = told.step();
            boolean wanted = step != null && question.wants(step) && sight.test(told.event());
            if (wanted && (!running || !lease(hook.id()) || !tellOne(hook, told.event()))) {
                return false;
            }
            if (wanted) {
                advance(hook, told.event());
            }
        }
        if (!changes.isEmpty()) {
            transactions.write(() -> {
                store.advance(hook.id(), changes.get(changes.size() - 1).place());
                return true;
            });
        }
        return changes.size() == PORTION;
    }

    private void advance(Webhook hook, LiveEvent event) {
        transactions.write(() -> {
            store.advance(hook.id(), event.place());
            store.succeeded(hook.id());
            return true;
        });
    }

    private boolean tellOne(Webhook hook, LiveEvent event) {
        EventData data = event.data(true);
        Webhooks.Message message = new Webhooks.Message(data.kind() + "." + data.operation(), data.recordedAt(), data);
        WebhookStore.Delivery delivery = webhooks.send(hook, "msg_" + data.place(), message);
        if (delivery.wasDelivered()) {
            return true;
        }

        Webhook now = store.find(hook.id()).orElse(hook);
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant since = now.failingSince() == null ? at : now.failingSince();
        boolean dead = Integer.valueOf(GONE).equals(delivery.status())
                || since.plus(settings.giveUp()).isBefore(at);
        int failures = now.failures() + 1;
        transactions.write(() -> {
            store.failed(hook.id(), failures, since, at.plus(pause(failures)), dead ? Webhook.State.DEAD : now.state());
            return true;
        });
        return false;
    }

    /** Twice as long each time, and up to half as long again by chance, so that not all come back in the same moment. */
    private Duration pause(int failures) {
        long first = settings.retry().toMillis();
        long pause = Math.min(LONGEST_PAUSE.toMillis(), first << Math.min(MOST_DOUBLINGS, failures - 1));
        return Duration.ofMillis(pause + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
    }
}
