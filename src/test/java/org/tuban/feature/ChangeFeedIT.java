package org.tuban.feature;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog.Change;
import org.tuban.feature.ChangeLog.Place;
import org.tuban.store.Transactions;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** What followers of the change log are told, the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class ChangeFeedIT {

    private static final Caller WRITER = Caller.system("test");
    private static final String ADD = """
            INSERT INTO change_log (kind, layer, item_id, version, operation, recorded_at, recorded_by)
            VALUES ('feature', 'parcel', '%s', 1, 'create', '2026-01-01T00:00:00.000Z', 'test')""";
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private static TubanServer server;
    private static ChangeFeed feed;
    private static ChangeLog log;

    ChangeFeedIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend, "--tuban.demo=false");
        feed = server.bean(ChangeFeed.class);
        log = server.bean(ChangeLog.class);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    void tellsEveryWriteOfThisProcessInItsOrder() {
        List<String> told = new CopyOnWriteArrayList<>();
        List<String> written = IntStream.range(0, 30)
                .mapToObj(number -> "own-" + SERIAL.incrementAndGet())
                .toList();

        try (ChangeFeed.Subscription all = feed.follow(log.last(), noting(told))) {
            written.forEach(ChangeFeedIT::create);
            await().atMost(10, SECONDS).untilAsserted(() -> assertThat(told).containsExactlyElementsOf(written));
        }
    }

    @Test
    void tellsWhatAnotherProgramWrites() throws SQLException {
        List<String> told = new CopyOnWriteArrayList<>();

        try (ChangeFeed.Subscription all = feed.follow(log.last(), noting(told))) {
            add("by-hand", 1);
            await().atMost(10, SECONDS).untilAsserted(() -> assertThat(told).containsExactly("by-hand"));
        }
    }

    @Test
    void givesAListenerThatIsFarBehindBatches() throws SQLException {
        Place before = log.last();
        int many = 2 * ChangeFeed.BATCH + 500;
        add("many", many);
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        List<Change> told = new CopyOnWriteArrayList<>();

        try (ChangeFeed.Subscription all = feed.follow(before, changes -> {
            sizes.add(changes.size());
            told.addAll(changes);
        })) {
            await().atMost(20, SECONDS).until(() -> told.size() >= many);
        }

        assertThat(told).isEqualTo(log.after(before, many + 1));
        assertThat(sizes).allMatch(size -> size > 0 && size <= ChangeFeed.BATCH);
    }

    @Test
    void tellsAFailingListenerTheSameAgainAndTheOthersMeanwhile() {
        List<String> ofTheFailing = new CopyOnWriteArrayList<>();
        List<String> ofTheOther = new CopyOnWriteArrayList<>();
        String first = "first-" + SERIAL.incrementAndGet();
        String second = "second-" + SERIAL.incrementAndGet();

        try (ChangeFeed.Subscription failing = feed.follow(log.last(), changes -> {
                    noting(ofTheFailing).changed(changes);
                    if (!ofTheOther.contains(second)) {
                        throw new IllegalStateException("cannot take it in yet");
                    }
                });
                ChangeFeed.Subscription other = feed.follow(log.last(), noting(ofTheOther))) {
            create(first);
            await().atMost(10, SECONDS).until(() -> ofTheOther.contains(first) && ofTheFailing.contains(first));
            create(second);
            await().atMost(20, SECONDS).until(() -> ofTheFailing.contains(second));
        }

        assertThat(ofTheOther).containsExactly(first, second);
        assertThat(ofTheFailing).startsWith(first).endsWith(first, second);
    }

    /** Whoever hears of a change from one of them comes to look at what the other keeps. */
    @Test
    void tellsThoseWhoPassItOnAfterThoseWhoKeepSomethingUp() {
        List<String> told = new CopyOnWriteArrayList<>();
        String id = "order-" + SERIAL.incrementAndGet();

        Place now = log.last();

        try (ChangeFeed.Subscription passing = feed.followLast(now, noting(told, id, "passes on"));
                ChangeFeed.Subscription keeping = feed.follow(now, noting(told, id, "keeps up"))) {
            create(id);
            await().atMost(10, SECONDS).until(() -> told.size() == 2);
        }

        assertThat(told).containsExactly("keeps up", "passes on");
    }

    @Test
    void tellsNothingMoreOnceClosed() {
        List<String> ofTheClosed = new CopyOnWriteArrayList<>();
        List<String> ofTheOther = new CopyOnWriteArrayList<>();
        String id = "after-" + SERIAL.incrementAndGet();
        ChangeFeed.Subscription closed = feed.follow(log.last(), noting(ofTheClosed));

        try (ChangeFeed.Subscription other = feed.follow(log.last(), noting(ofTheOther))) {
            closed.close();
            create(id);
            await().atMost(10, SECONDS).until(() -> ofTheOther.contains(id));
        }

        assertThat(ofTheClosed).isEmpty();
    }

    @Test
    void tellsNothingOfWhatWasUndone() {
        List<String> told = new CopyOnWriteArrayList<>();
        String undone = "undone-" + SERIAL.incrementAndGet();
        String kept = "kept-" + SERIAL.incrementAndGet();

        try (ChangeFeed.Subscription all = feed.follow(log.last(), noting(told))) {
            server.bean(Transactions.class).rehearse(() -> create(undone));
            create(kept);
            await().atMost(10, SECONDS).until(() -> told.contains(kept));
        }

        assertThat(told).containsExactly(kept);
    }

    private static ChangeFeed.Listener noting(List<String> told) {
        return changes -> changes.forEach(change -> told.add(change.id()));
    }

    private static ChangeFeed.Listener noting(List<String> told, String id, String word) {
        return changes ->
                changes.stream().filter(change -> change.id().equals(id)).forEach(change -> told.add(word));
    }

    private static Feature create(String id) {
        Edit edit = new Edit(
                Operation.CREATE,
                Map.of("name", id, "status", "SURVEYED", "geometry_accuracy", "none", "source", "src-tuban-example"),
                null,
                null,
                null,
                Map.of());
        return server.bean(Features.class).create(new FeatureRef("parcel", id), edit, WRITER);
    }

    /** Adds rows as a program would that knows nothing of this service. */
    private static void add(String id, int rows) throws SQLException {
        try (Connection connection = server.bean(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int row = 0; row < rows; row++) {
                statement.addBatch(ADD.formatted(id));
            }
            statement.executeBatch();
            connection.commit();
        }
    }
}
