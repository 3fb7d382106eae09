package org.tuban.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionSystemException;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.testing.Race;

/** Writers of one file who share its transactions. */
class GroupCommitIT {

    @TempDir
    Path folder;

    private File file;

    /** A file with a table of numbers. */
    private record File(HikariDataSource pool, JdbcTemplate jdbc, Transactions transactions) {

        static File open(Path path) {
            HikariConfig pool = new HikariConfig();
            pool.setDataSource(new GeoPackageDataSource(path));
            HikariDataSource source = new HikariDataSource(pool);
            JdbcTemplate jdbc = new JdbcTemplate(source);
            jdbc.execute("CREATE TABLE IF NOT EXISTS written (number INTEGER PRIMARY KEY)");
            return new File(source, jdbc, new Transactions(new GroupCommit(source)));
        }

        int insert(int number) {
            return jdbc.update("INSERT INTO written VALUES (?)", number);
        }

        List<Integer> written() {
            return jdbc.queryForList("SELECT number FROM written ORDER BY number", Integer.class);
        }
    }

    /** A writer that stops in the middle of its work until it may go on. */
    private final class Writer {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);
        private final FutureTask<Integer> outcome;
        private final Thread thread;

        Writer(int number, Runnable after) {
            outcome = new FutureTask<>(() -> file.transactions().write(() -> {
                file.insert(number);
                begun.countDown();
                waitFor(mayGoOn);
                after.run();
                return number;
            }));
            thread = new Thread(outcome, "writer " + number);
            thread.start();
        }

        /** Begins while another has the turn. */
        Writer waiting() {
            await().atMost(10, SECONDS).until(() -> thread.getState() == Thread.State.WAITING);
            return this;
        }

        Writer working() {
            waitFor(begun);
            return this;
        }

        void goOn() {
            mayGoOn.countDown();
        }

        int result() throws ExecutionException, InterruptedException {
            return outcome.get();
        }
    }

    @BeforeEach
    void open() {
        file = File.open(folder.resolve("shared.gpkg"));
    }

    @AfterEach
    void close() {
        file.pool().close();
    }

    @Test
    void tellsNobodyBeforeAllWhoShareAreOnDisk() throws ExecutionException, InterruptedException {
        Writer first = new Writer(1, () -> {}).working();
        Writer second = new Writer(2, () -> {}).waiting();

        first.goOn();
        second.working();

        assertThat(first.outcome.isDone()).isFalse();
        assertThat(file.written()).as("what is on disk").isEmpty();
        second.goOn();
        assertThat(List.of(first.result(), second.result())).containsExactly(1, 2);
        assertThat(file.written()).containsExactly(1, 2);
    }

    @Test
    void undoesOnlyTheWriterThatFails() throws ExecutionException, InterruptedException {
        Writer first = new Writer(1, () -> {}).working();
        Writer failing = new Writer(2, () -> {
                    throw new IllegalStateException("changed its mind");
                })
                .waiting();
        Writer last = new Writer(3, () -> {}).waiting();

        List.of(first, failing, last).forEach(Writer::goOn);

        assertThat(List.of(first.result(), last.result())).containsExactly(1, 3);
        assertThatThrownBy(failing::result).cause().hasMessage("changed its mind");
        assertThat(file.written()).containsExactly(1, 3);
    }

    @Test
    void failsAllWhoShareWhenTheDatabaseUndoesTheWhole() throws ExecutionException, InterruptedException {
        Writer first = new Writer(1, () -> {}).working();
        // As SQLite does by itself when the disk is full.
        Writer second = new Writer(2, () -> file.jdbc().execute("ROLLBACK")).waiting();

        List.of(first, second).forEach(Writer::goOn);

        for (Writer writer : List.of(first, second)) {
            assertThatThrownBy(writer::result)
                    .cause()
                    .isInstanceOf(TransactionSystemException.class)
                    .cause()
                    .as("may be tried again")
                    .matches(new DatabaseOutage()::shows);
        }
        assertThat(file.written()).isEmpty();
        assertThat(new Writer(3, () -> {}).working()).satisfies(next -> {
            next.goOn();
            assertThat(next.result()).isEqualTo(3);
        });
        assertThat(file.written()).containsExactly(3);
    }

    @Test
    void keepsAPartThatFailsInsideAWriteApartFromTheRest() {
        file.transactions().write(() -> {
            file.insert(1);
            assertThatThrownBy(() -> file.transactions().attempt(() -> {
                        file.insert(2);
                        throw new IllegalStateException("only this part");
                    }))
                    .hasMessage("only this part");
            return file.insert(3);
        });
        file.transactions().rehearse(() -> file.insert(4));

        assertThat(file.written()).containsExactly(1, 3);
    }

    @Test
    void keepsEveryWriterOfManyThatWasNotRefused() throws Exception {
        int writers = 200;

        List<?> outcomes = Race.run(
                writers,
                number -> file.transactions().write(() -> {
                    file.insert(number);
                    if (number % 5 == 0) {
                        throw new Problem(ProblemType.INVALID_FEATURE, "every fifth is refused");
                    }
                    return number;
                }));

        assertThat(outcomes).hasSize(writers);
        assertThat(file.written())
                .isEqualTo(IntStream.range(0, writers)
                        .filter(number -> number % 5 != 0)
                        .boxed()
                        .toList());
    }

    @Test
    void losesNothingThatWasAcknowledgedWhenTheProcessIsKilled() throws IOException, InterruptedException {
        Path path = folder.resolve("killed.gpkg");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        GroupCommitIT.class.getName(),
                        path.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Integer> acknowledged = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("[0-9]{7}")) {
                    acknowledged.add(Integer.parseInt(line));
                }
                if (acknowledged.size() == 300) {
                    // By its handle: what it has said already stays readable.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();

        File after = File.open(path);
        try {
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(300);
            assertThat(after.written()).containsAll(acknowledged);
            assertThat(after.jdbc().queryForObject("PRAGMA integrity_check", String.class))
                    .isEqualTo("ok");
        } finally {
            after.pool().close();
        }
    }

    /** Writes numbers of seven digits by eight threads, and says each that is on disk, until it is killed. */
    public static void main(String[] arguments) {
        File file = File.open(Path.of(arguments[0]));
        for (int thread = 1; thread <= 8; thread++) {
            int from = thread * 1_000_000;
            new Thread(() -> {
                        for (int number = from; ; number++) {
                            int next = number;
                            file.transactions().write(() -> file.insert(next));
                            System.out.println(number);
                        }
                    })
                    .start();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
