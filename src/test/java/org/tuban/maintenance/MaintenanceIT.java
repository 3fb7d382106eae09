package org.tuban.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.Tuban;
import org.tuban.testing.Backend;
import org.tuban.testing.PostgisServer;
import org.tuban.testing.TubanServer;

/** Back-up, restoring and the doctor on whole stores. */
class MaintenanceIT {

    private static final String PARCEL = "/api/features/parcel/PCL-FSX-01/history";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @ParameterizedTest
    @EnumSource(Backend.class)
    void bringsBackWhatWasBackedUpWhileTheServiceRan(Backend backend) throws IOException {
        List<String> store = backend.settings(Files.createDirectory(folder.resolve("home")));
        Path file = folder.resolve("copy");
        String history;
        try (TubanServer server = TubanServer.startOn(store)) {
            assertThat(run(store, "backup", file.toString())).as(said()).isZero();
            history = server.get(PARCEL).body();
            assertThat(run(store, "restore", file.toString(), "--force")).isEqualTo(1);
            assertThat(said()).contains("a service has the store open");
        }
        assertThat(run(store, "restore", file.toString())).isEqualTo(1);
        assertThat(said()).contains("not empty");

        assertThat(run(store, "restore", file.toString(), "--force")).as(said()).isZero();

        List<String> other = backend.settings(Files.createDirectory(folder.resolve("other")));
        assertThat(run(other, "restore", file.toString())).as(said()).isZero();
        assertThat(said()).contains("Nothing is wrong.");
        try (TubanServer server = TubanServer.startOn(other)) {
            assertThat(server.get(PARCEL).body()).isEqualTo(history);
            assertThat(server.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesABackUpThatIsNoLongerWhatItWas() throws IOException {
        List<String> store = Backend.GEOPACKAGE.settings(folder);
        TubanServer.startOn(store).stop();
        Path file = folder.resolve("copy.gpkg");
        assertThat(run(store, "backup", file.toString())).isZero();
        assertThat(run(store, "backup", file.toString())).isEqualTo(1);
        assertThat(said()).contains("not overwritten");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThat(run(store, "restore", file.toString(), "--force")).isEqualTo(1);

        assertThat(said()).contains("SHA-256 differ");
        assertThat(run(store, "doctor")).as(said()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void findsWhatSomebodyDidPastTheService(Backend backend) throws IOException {
        List<String> store = backend.settings(folder);
        try (TubanServer server = TubanServer.startOn(store)) {
            JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
            jdbc.update("UPDATE park SET version = 9 WHERE id = (SELECT min(id) FROM park)");
            jdbc.update("DELETE FROM zone WHERE id = (SELECT min(id) FROM zone)");
            if (backend == Backend.GEOPACKAGE) {
                jdbc.update("DELETE FROM rtree_village_geom WHERE id = (SELECT min(fid) FROM village)");
            }
        }

        assertThat(run(store, "doctor")).isEqualTo(1);

        assertThat(said())
                .contains("layer park: 1 features are at a version that history does not have")
                .contains("layer zone: 1 features are in history without an end, and not in the table")
                .contains(
                        backend == Backend.GEOPACKAGE
                                ? "spatial index of village does not match"
                                : "2 things are wrong");
    }

    @Test
    void saysWhatIsWrongWithADatabaseThatIsNotThere() throws IOException {
        PostgisServer.Database database = PostgisServer.get().createDatabase();
        List<String> store = List.of(
                "--tuban.database.home=" + folder,
                "--tuban.database.url=" + database.url() + "_gone",
                "--tuban.database.user=" + database.user(),
                "--tuban.database.password=" + database.password());

        for (String command : List.of("doctor", "backup")) {
            assertThat(run(
                            store,
                            command.equals("backup")
                                    ? new String[] {command, folder.resolve("x").toString()}
                                    : new String[] {command}))
                    .isEqualTo(1);
        }

        assertThat(said()).contains("the store cannot be opened").doesNotContain(database.password(), "\tat ");
    }

    @Test
    void saysHowItIsUsed() throws IOException {
        assertThat(run(List.of(), "backup")).isEqualTo(2);
        assertThat(run(List.of(), "doctor", "--force")).isEqualTo(2);
        assertThat(run(List.of(), "restore", "a", "b")).isEqualTo(2);
        assertThat(said()).contains("Usage: tuban backup");
    }

    private int run(List<String> store, String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(store);
        return new MaintenanceCommands(
                        Tuban.class, Clock.systemUTC(), new PrintStream(said, true, StandardCharsets.UTF_8))
                .run(arguments.toArray(String[]::new));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
