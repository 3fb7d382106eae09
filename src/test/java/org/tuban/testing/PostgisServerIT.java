package org.tuban.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgisServerIT {

    @Test
    void measuresOnTheEllipsoidInTheStorageCrs() throws SQLException {
        String area = ask(
                PostgisServer.get().createDatabase(),
                "SELECT round(ST_Area(ST_GeomFromText("
                        + "'POLYGON((121.25 28.60,121.26 28.60,121.26 28.61,121.25 28.61,121.25 28.60))',4490)"
                        + "::geography) / 1e4)");

        assertThat(area).isEqualTo("108");
    }

    @Test
    void givesEachCallerAnEmptyDatabaseOfItsOwn() throws SQLException {
        var first = PostgisServer.get().createDatabase();
        var second = PostgisServer.get().createDatabase();

        try (Connection connection = first.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE parcel (name text)");
        }

        assertThat(ask(first, "SELECT to_regclass('parcel')")).isEqualTo("parcel");
        assertThat(ask(second, "SELECT to_regclass('parcel')")).isNull();
    }

    @Test
    void syncsWritesAndKeepsChinese() throws SQLException {
        var database = PostgisServer.get().createDatabase();

        assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
        assertThat(ask(database, "SELECT '图斑'")).isEqualTo("图斑");
    }

    private static String ask(PostgisServer.Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
