package org.tuban.idempotency;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Removes old answers now and then, so that they never fill the database. */
@Component
final class AnswerCleaning implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerCleaning.class);
    private static final long FIRST_SECONDS = 60;
    private static final long PAUSE_SECONDS = 600;

    private final FirstAnswers answers;
    private final ScheduledThreadPoolExecutor worker;
    private volatile boolean started;

    AnswerCleaning(FirstAnswers answers) {
        this.answers = answers;
        worker = new ScheduledThreadPoolExecutor(
                1,
                work -> {
                    Thread thread = new Thread(work, "answer-cleaning");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void start() {
        started = true;
        worker.scheduleWithFixedDelay(this::clean, FIRST_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    private void clean() {
        try {
            answers.clean();
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("idempotency: old answers are removed later, the database cannot do it now: {}", away.toString());
        }
    }

    @Override
    public void stop() {
        started = false;
        worker.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
