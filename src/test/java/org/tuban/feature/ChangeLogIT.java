package org.tuban.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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
