package org.tuban.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.tuban.access.Caller;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** Two services on one database: readers of each hear of what is written on either, and of what is committed late. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyNodesIT {

    private static final Caller WRITER = Caller.system("test");
    private static final String EVENTS = "/api/events";

    /** Parcels of the demo that the rows of transactions which are held open are about. */
    private static final String SLOW = "PCL-FSX-01";

    private static final String SLOW_TOO = "PCL-FSX-02";
    private static final String FAST = "PCL-FSX-03";

    private final TubanServer one = TubanServer.start(Backend.POSTGIS, "--tuban.live.heartbeat=200ms");
    private final TubanServer other = TubanServer.startBeside(one);

    @AfterAll
    void stop() {
        other.close();
        one.close();
    }

    @Test
    void tellsOnEachServiceWhatIsWrittenOnTheOther() throws IOException {
        try (EventReader atOne = EventReader.open(one, EVENTS);
                EventReader atOther = EventReader.open(other, EVENTS)) {
            rename(one, "VIL-207", "方山下一村");
            rename(other, "VIL-206", "方山下二村");
            for (EventReader reader : List.of(atOne, atOther)) {
                await().atMost(10, SECONDS).until(() -> reader.features().size() == 2);
                assertThat(reader.features()).containsExactlyInAnyOrder("VIL-207", "VIL-206");
            }
            assertThat(atOne.messages()).isEqualTo(atOther.messages());
        }
    }

    @Test
    void aReaderGoesOnOnTheOtherService() throws IOException {
        String place;
        try (EventReader atOne = EventReader.open(one, EVENTS)) {
            rename(one, "VIL-207", "方山下三村");
            await().atMost(10, SECONDS).until(() -> atOne.features().size() == 1);
            place = atOne.messages().get(0).id();
        }
        rename(other, "VIL-206", "方山下四村");
        try (EventReader atOther = EventReader.open(other, EVENTS, "Last-Event-ID", place)) {
            await().atMost(10, SECONDS).until(() -> !atOther.features().isEmpty());
            assertThat(atOther.features()).containsExactly("VIL-206");
            assertThat(atOther.messages()).noneMatch(message -> message.event().equals("reset"));
        }
    }

    @Test
    void noReaderSkipsWhatBeganFirstAndIsCommittedLast() throws IOException, SQLException {
        try (EventReader atOne = EventReader.open(one, EVENTS);
                EventReader atOther = EventReader.open(other, EVENTS);
                Connection slow = begin();
                Connection fast = begin()) {
            List<EventReader> readers = List.of(atOne, atOther);
            add(slow, SLOW);
            add(fast, FAST);
            fast.commit();
            // Its signal has both services look while the first transaction is still open.
            rename(one, "VIL-207", "方山下五村");
            for (EventReader reader : readers) {
                int signs = reader.signs().size();
                await().atMost(10, SECONDS).until(() -> reader.signs().size() > signs + 2);
                assertThat(reader.features()).as("before all are told").isEmpty();
            }
            add(slow, SLOW_TOO);
            slow.commit();
            for (EventReader reader : readers) {
                await().atMost(10, SECONDS).until(() -> reader.features().size() == 4);
                assertThat(reader.features()).containsExactly(SLOW, SLOW_TOO, FAST, "VIL-207");
            }
        }
    }

    @Test
    void aReaderWhoComesBetweenTheCommitsSkipsNothing() throws IOException, SQLException {
        try (EventReader before = EventReader.open(other, EVENTS);
                Connection slow = begin();
                Connection fast = begin()) {
            rename(one, "VIL-207", "方山下六村");
            await().atMost(10, SECONDS).until(() -> before.features().size() == 1);
            String place = before.messages().get(0).id();
            add(slow, SLOW);
            add(fast, FAST);
            fast.commit();
            try (EventReader goingOn = EventReader.open(other, EVENTS, "Last-Event-ID", place);
                    EventReader beginning = EventReader.open(other, EVENTS)) {
                slow.commit();
                for (EventReader reader : List.of(goingOn, beginning)) {
                    await().atMost(10, SECONDS).until(() -> reader.features().size() == 2);
                    assertThat(reader.features()).containsExactly(SLOW, FAST);
                    assertThat(reader.messages())
                            .noneMatch(message -> message.event().equals("reset"));
                }
            }
        }
    }

    @Test
    void aStopEndsStreamsAtOnce() throws IOException {
        TubanServer third = TubanServer.startBeside(one);
        try (EventReader reader = EventReader.open(third, EVENTS)) {
            long from = System.nanoTime();
            third.close();
            await().atMost(10, SECONDS).until(reader::hasEnded);
            assertThat(SECONDS.convert(System.nanoTime() - from, java.util.concurrent.TimeUnit.NANOSECONDS))
                    .as("the web server waits 20 s for what is not ended")
                    .isLessThan(15);
        }
    }

    private static void rename(TubanServer server, String village, String name) {
        Features features = server.bean(Features.class);
        FeatureRef ref = new FeatureRef("village", village);
        Feature now = features.get(ref, Sight.EVERYTHING);
        features.write(ref, now.version(), Edit.update(Map.of("name", name), "renamed"), WRITER);
    }

    private Connection begin() throws SQLException {
        Connection connection = one.bean(DataSource.class).getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void add(Connection connection, String id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO change_log (kind, layer, item_id, version, operation, recorded_at, recorded_by)
                    VALUES ('feature', 'parcel', '%s', 1, 'create', now(), 'test')""".formatted(id));
        }
    }
}
