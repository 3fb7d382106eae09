package org.tuban.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.layer.DataFileException;
import org.tuban.layer.DataFolder;
import org.tuban.layer.Layers;
import org.tuban.testing.TubanServer;

/** What a data file does at the start: load once, or refuse with the place. */
class DemoDataIT {

    @TempDir
    private Path folder;

    @Test
    void loadsOnceAndNotAgainAfterARestart() {
        try (TubanServer first = TubanServer.startIn(folder)) {
            long villages = villages(first);
            first.stop();
            try (TubanServer second = TubanServer.startIn(folder)) {
                assertThat(villages(second)).isEqualTo(villages).isEqualTo(12);
            }
        }
    }

    private static long villages(TubanServer server) {
        return server.bean(Features.class)
                .count(FeatureQuery.all(SeenLayer.whole(
                        server.bean(Layers.class).find("village").orElseThrow())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "features/village.geojsonl | \"kind\": | \"knid\": | line 1: | knid",
                "features/road.geojsonl | \"LineString\" | \"LineStrin\" | line 1: | LineStrin",
                "features/parcel.geojsonl | SIGNING | SIGNED | line | SIGNED",
                "links.jsonl | \"part_of\" | \"part_off\" | line 1: | part_off",
                "observations.jsonl | \"leading_industries\" | \"leading_industry\" | line 1: | leading_industry",
                "layers/village.json | \"type\": \"text\" | \"type\": \"texts\" | line 12 | texts",
                "workflows/parcel-lifecycle.json | \"initial\": \"SURVEYED\" | \"initial\": \"SURVEYD\" | line | SURVEYD"
            })
    void refusesABrokenFileWithFileLineAndReason(String file, String text, String broken, String line, String reason)
            throws IOException, SQLException {
        Path data = folder.resolve("data");
        DataFolder.copyOf(Path.of("data", "demo"), data).replace(file, text, broken);
        Path home = folder.resolve("home");

        Throwable failure = catchThrowable(
                () -> TubanServer.startIn(home, "--tuban.data=" + data).close());

        assertThat(messages(failure))
                .anySatisfy(message ->
                        assertThat(message).contains(file).contains(line).contains(reason));
        assertThat(rowsIn(home)).isZero();
    }

    private static List<String> messages(@Nullable Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause instanceof DataFileException)
                .map(Throwable::getMessage)
                .toList();
    }

    /** Features, links and observations in the file, if the start got as far as making one. */
    private static long rowsIn(Path home) throws SQLException {
        Path file = home.resolve("var").resolve("tuban.gpkg");
        if (!Files.exists(file)) {
            return 0;
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                ResultSet tables =
                        statement.executeQuery("SELECT count(*) FROM sqlite_master WHERE name = 'change_log'")) {
            if (tables.getInt(1) == 0) {
                return 0;
            }
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM change_log")) {
                return rows.getLong(1);
            }
        }
    }
}
