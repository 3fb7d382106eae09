package org.tuban.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.bench.ServiceProcess;
import org.tuban.testing.Backend;
import org.tuban.testing.Doctor;

/**
 * The service is killed while people change states and attach photos, and started again: what was acknowledged is
 * there, what was in doubt can be sent again, and nobody has to mend anything.
 *
 * <p>{@code bench/crash} does it twenty times on each store ({@code -Dtuban.crash.cycles}).
 */
class CrashIT {

    private static final int CYCLES = Integer.getInteger("tuban.crash.cycles", 2);
    private static final int WRITERS = 8;
    private static final int WRITES_OF_A_CYCLE = 60;

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(Backend.class)
    void losesNothingThatWasAcknowledgedWhenItIsKilled(Backend backend) throws Exception {
        List<String> settings = new ArrayList<>(backend.settings(home));
        settings.add("--tuban.demo=true");
        Random random = new Random(20261201);
        List<SigningWriter> writers = new ArrayList<>();
        ServiceProcess service = ServiceProcess.start(home, "512m", settings);
        try {
            for (int number = 0; number < WRITERS; number++) {
                SigningWriter writer = new SigningWriter(service::uri, ServiceProcess.PASSWORD, "CRASH-" + number);
                writer.begin();
                writers.add(writer);
            }
            for (int cycle = 1; cycle <= CYCLES; cycle++) {
                killAtWork(service, writers, random);
                service = ServiceProcess.start(home, "512m", settings);
                for (SigningWriter writer : writers) {
                    writer.moveTo(service::uri);
                }
            }
            for (SigningWriter writer : writers) {
                assertThat(writer.next()).isIn(200, 201);
                writer.check();
            }
            System.out.printf(
                    "%s: killed %d times, %d writes acknowledged, all there%n", backend, CYCLES, acknowledged(writers));
        } finally {
            service.close();
        }
        Doctor doctor = Doctor.look(settings);
        assertThat(doctor.status()).as(doctor.words()).isZero();
    }

    /** Lets all write until enough is done, and kills the service at a moment that nobody chose. */
    private static void killAtWork(ServiceProcess service, List<SigningWriter> writers, Random random)
            throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (SigningWriter writer : writers) {
                all.add(threads.submit(() -> writeUntil(over, writer)));
            }
            long enough = acknowledged(writers) + WRITES_OF_A_CYCLE + random.nextInt(WRITES_OF_A_CYCLE);
            while (acknowledged(writers) < enough) {
                for (Future<?> one : all) {
                    if (one.isDone()) {
                        one.get();
                        throw new AssertionError("a writer ended before the service did");
                    }
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
            service.kill();
            over.set(true);
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A connection that breaks is what a writer sees of a crash; what he sent then is in doubt. */
    private static Void writeUntil(AtomicBoolean over, SigningWriter writer) throws InterruptedException {
        while (!over.get()) {
            try {
                writer.next();
            } catch (IOException crashed) {
                return null;
            }
        }
        return null;
    }

    private static long acknowledged(List<SigningWriter> writers) {
        return writers.stream().mapToLong(SigningWriter::acknowledged).sum();
    }
}
