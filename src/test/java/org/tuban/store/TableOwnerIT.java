package org.tuban.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.tuban.testing.Backend;
import org.tuban.testing.PostgisServer;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** A service whose database account owns nothing. */
@ExtendWith(OutputCaptureExtension.class)
class TableOwnerIT {

    private static final String UNPROTECTED = "the service's database account owns the audit's tables";

    private static PostgisServer.OwnedDatabase database;
    private static TubanServer server;

    @BeforeAll
    static void start() {
        database = PostgisServer.get().createOwnedDatabase();
        server = TubanServer.startOn(database);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void servesAndWritesAsWithItsOwnTables() {
        JsonNode parcel = TubanServer.json(server.get("/ogc/collections/parcel/items/PCL-FSX-01"));
        assertThat(parcel.get("id").asString()).isEqualTo("PCL-FSX-01");
        String feature = """
                {"type": "Feature", "geometry": null, "properties": {"name": "by the service",
                "geometry_accuracy": "none", "source": "src-tuban-example"}}""";

        assertThat(server.post("/ogc/collections/parcel/items", feature, "Authorization", TubanServer.basic("planner"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void startsAgainAndBesideAnother() {
        try (TubanServer again = TubanServer.startOn(database)) {
            assertThat(again.get("/actuator/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void mayNotChangeOrRemoveWhatIsOnlyAddedTo() {
        for (String table : List.of(
                "audit", "audit_chain", "feature_history", "link_history", "observation_history", "attachment")) {
            for (String statement : List.of(
                    "DELETE FROM " + table,
                    "UPDATE %1$s SET %2$s = %2$s".formatted(table, table.equals("audit_chain") ? "hash" : "change"),
                    "TRUNCATE " + table,
                    "ALTER TABLE %s DISABLE TRIGGER USER".formatted(table),
                    "DROP TABLE " + table)) {
                assertDenied(statement);
            }
        }
    }

    @Test
    void mayMakeNoTablesAndNotTouchTheListOfMigrations() {
        assertDenied("CREATE TABLE mine (id int)");
        assertDenied("DELETE FROM flyway_schema_history");
        assertDenied("CREATE FUNCTION tuban_only_added() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
    }

    @Test
    void mayOwnNothing() throws SQLException {
        try (Connection connection = database.service().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user")) {
            rows.next();
            assertThat(rows.getLong(1)).isZero();
        }
    }

    @Test
    void saysWhenTheDatabaseCannotProtectTheAudit(CapturedOutput output) {
        TubanServer.startOn(database).close();
        assertThat(output).doesNotContain(UNPROTECTED);

        TubanServer.start(Backend.POSTGIS, "--tuban.demo=false").close();
        assertThat(output).contains(UNPROTECTED);
    }

    private static void assertDenied(String sql) {
        assertThatThrownBy(() -> {
                    try (Connection connection = database.service().connect();
                            Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }
}
