package org.tuban.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuban.testing.PostgisServer;
import org.tuban.testing.TubanServer;

/** A database that goes away and comes back while people work. */
class OutageIT {

    private static final int WRITERS = 8;
    private static final int READERS = 8;
    private static final Duration AWAY = Duration.ofSeconds(10);
    /** Far more than it takes, for computers that have much else to do; what it takes is printed. */
    private static final Duration IN_TIME = Duration.ofSeconds(60);

    private static PostgisServer database;

    @BeforeAll
    static void start() {
        database = PostgisServer.another();
    }

    @AfterAll
    static void stop() {
        database.crash();
    }

    /** Clients at work, and what they met. */
    private static final class Work implements AutoCloseable {

        private final List<SigningWriter> writers = new ArrayList<>();
        private final List<Future<?>> running = new ArrayList<>();
        private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicLong slowestNanos = new AtomicLong();

        Work(TubanServer server, String name) throws Exception {
            for (int number = 0; number < WRITERS; number++) {
                SigningWriter writer = new SigningWriter(server::uri, TubanServer.PASSWORD, name + number);
                writer.begin();
                writers.add(writer);
                running.add(threads.submit(() -> {
                    while (!over.get()) {
                        note(writer::next);
                    }
                    return null;
                }));
            }
            for (int number = 0; number < READERS; number++) {
                running.add(threads.submit(() -> {
                    while (!over.get()) {
                        note(() -> server.get("/ogc/collections/parcel/items?limit=20&filter=status='SIGNING'")
                                .statusCode());
                    }
                    return null;
                }));
            }
        }

        private interface Ask {
            int status() throws IOException, InterruptedException;
        }

        private void note(Ask ask) throws IOException, InterruptedException {
            long from = System.nanoTime();
            int status = ask.status();
            slowestNanos.accumulateAndGet(System.nanoTime() - from, Math::max);
            assertThat(status).isIn(200, 201, 503);
            (status == 503 ? refused : done).incrementAndGet();
            if (status == 503) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }

        /** Ends it; every writer gets what he is still owed, and all that was acknowledged is there. */
        void endAndCheck() throws Exception {
            over.set(true);
            for (Future<?> one : running) {
                one.get(90, TimeUnit.SECONDS);
            }
            for (SigningWriter writer : writers) {
                await(IN_TIME, () -> status(writer) != 503);
                writer.check();
            }
        }

        private static int status(SigningWriter writer) {
            try {
                return writer.next();
            } catch (IOException broken) {
                throw new AssertionError(broken);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new AssertionError(stopped);
            }
        }

        @Override
        public void close() {
            over.set(true);
            threads.shutdownNow();
        }
    }

    @Test
    void answers503WhileTheDatabaseIsAwayAndWorksSoonAfterItIsBack() throws Exception {
        try (TubanServer server = TubanServer.start(database.createDatabase());
                Work work = new Work(server, "OUT-")) {
            await(IN_TIME, () -> work.done.get() > 100);

            database.crash();
            long away = System.nanoTime();
            await(IN_TIME, () -> readiness(server) == 503);
            assertThat(server.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            await(AWAY.plusSeconds(5), () -> System.nanoTime() - away > AWAY.toNanos());
            assertThat(work.refused.get()).isPositive();

            database.restart();
            long back = System.nanoTime();
            int before = work.done.get();
            await(IN_TIME, () -> readiness(server) == 200 && work.done.get() > before + WRITERS + READERS);
            say("database back to service back", back);

            work.endAndCheck();
        }
    }

    @Test
    void endsRequestsAndPilesUpNoThreadsWhileTheDatabaseStandsStill() throws Exception {
        try (TubanServer server = TubanServer.start(database.createDatabase());
                Work work = new Work(server, "ICE-")) {
            await(IN_TIME, () -> work.done.get() > 100);
            int threads = Thread.activeCount();

            database.freeze(true);
            long still = System.nanoTime();
            try {
                await(IN_TIME, () -> readiness(server) == 503);
                say("database frozen to not ready", still);
                assertThat(server.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
                int refused = work.refused.get();
                await(IN_TIME, () -> work.refused.get() > refused + 100);
                assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 20);
            } finally {
                database.freeze(false);
            }
            int before = work.done.get();
            await(IN_TIME, () -> readiness(server) == 200 && work.done.get() > before + WRITERS + READERS);

            work.endAndCheck();
            assertThat(Duration.ofNanos(work.slowestNanos.get()))
                    .as("slowest request")
                    .isLessThan(IN_TIME);
            say("slowest request", System.nanoTime() - work.slowestNanos.get());
        }
    }

    private static void say(String what, long since) {
        System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - since) / 1e9);
    }

    private static int readiness(TubanServer server) {
        HttpResponse<String> answer = server.get("/actuator/health/readiness");
        return answer.statusCode();
    }

    private static void await(Duration longest, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
