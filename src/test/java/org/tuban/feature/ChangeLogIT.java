package org.tuban.feature;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tuban.feature.ChangeLog.Change;
import org.tuban.feature.ChangeLog.Place;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** The order of the change log where transactions overlap. */
class ChangeLogIT {

    private static final String ADD = """
            INSERT INTO change_log (kind, layer, item_id, version, operation, recorded_at, recorded_by)
            VALUES ('feature', 'parcel', '%s', 1, 'create', now(), 'test')""";

    @Test
    void neverSkipsAChangeThatIsCommittedLate() throws SQLException {
        try (TubanServer server = TubanServer.start(Backend.POSTGIS, "--tuban.demo=false");
                Connection slow = begin(server);
                Connection fast = begin(server)) {
            ChangeLog log = server.bean(ChangeLog.class);
            List<String> seen = new ArrayList<>();
            Place place = Place.START;

            add(slow, "slow-first");
            add(fast, "fast");
            add(slow, "slow-second");
            fast.commit();
            place = read(log, place, seen);
            assertThat(seen).as("while the older transaction is open").isEmpty();

            slow.commit();
            place = read(log, place, seen);
            assertThat(seen).containsExactlyInAnyOrder("slow-first", "slow-second", "fast");

            add(slow, "later");
            slow.commit();
            read(log, place, seen);
            assertThat(seen).hasSize(4).endsWith("later");
        }
    }

    @Test
    void handsAChangeThatIsCommittedLateToEveryFollower() throws SQLException {
        try (TubanServer server = TubanServer.start(Backend.POSTGIS, "--tuban.demo=false");
                Connection slow = begin(server);
                Connection fast = begin(server)) {
            ChangeLog log = server.bean(ChangeLog.class);
            ChangeFeed feed = server.bean(ChangeFeed.class);
            List<Change> early = new CopyOnWriteArrayList<>();
            List<Change> late = new CopyOnWriteArrayList<>();

            add(slow, "slow-first");
            try (ChangeFeed.Subscription before = feed.follow(log.last(), early::addAll)) {
                add(fast, "fast");
                fast.commit();
                add(slow, "slow-second");
                try (ChangeFeed.Subscription between = feed.follow(log.last(), late::addAll)) {
                    add(fast, "fast again");
                    fast.commit();
                    assertThat(early).as("while the older transaction is open").isEmpty();

                    slow.commit();
                    await().atMost(10, SECONDS).until(() -> early.size() == 4 && late.size() == 4);
                }
            }

            assertThat(early).extracting(Change::id).containsExactly("slow-first", "slow-second", "fast", "fast again");
            assertThat(late).isEqualTo(early);
        }
    }

    private static Connection begin(TubanServer server) throws SQLException {
        Connection connection = server.bean(DataSource.class).getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void add(Connection connection, String id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ADD.formatted(id));
        }
    }

    private static Place read(ChangeLog log, Place from, List<String> seen) {
        Place place = from;
        for (Change change : log.after(from, 100)) {
            seen.add(change.id());
            place = change.place();
        }
        return place;
    }
}
