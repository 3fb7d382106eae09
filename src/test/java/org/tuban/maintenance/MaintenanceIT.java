package org.tuban.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.Tuban;
import org.tuban.access.Caller;
import org.tuban.access.Role;
import org.tuban.audit.AuditVerifier;
import org.tuban.audit.Verification;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.Edit;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
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
            assertThat(said())
                    .contains("a service has the store open (")
                    .contains(backend == Backend.POSTGIS ? "tuban-changes at 127.0.0.1" : "another program");
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

    /** As after a move to another computer: numbers of transactions begin anew in every cluster. */
    @Test
    void goesOnAfterARestoreIntoAYoungerCluster() throws IOException {
        List<String> store = Backend.POSTGIS.settings(Files.createDirectory(folder.resolve("old")));
        Path file = folder.resolve("copy");
        String unread;
        try (TubanServer server = TubanServer.startOn(store)) {
            unread = subscribe(server);
            write(server, "MOVE-1");
            age(server.bean(JdbcTemplate.class));
            assertThat(run(store, "backup", file.toString())).as(said()).isZero();
        }
        List<String> younger = Backend.POSTGIS.settings(Files.createDirectory(folder.resolve("young")));
        assertThat(run(younger, "restore", file.toString())).as(said()).isZero();

        try (TubanServer server = TubanServer.startOn(younger)) {
            ChangeLog log = server.bean(ChangeLog.class);
            AuditVerifier audit = server.bean(AuditVerifier.class);
            ChangeLog.Place restored = log.last();
            long chained = audit.head().position();
            assertThat(news(server, unread)).isEqualTo(1);

            write(server, "MOVE-2");

            await().untilAsserted(() -> assertThat(log.after(restored, 10))
                    .extracting(ChangeLog.Change::id)
                    .containsExactly("MOVE-2"));
            await().untilAsserted(() -> assertThat(news(server, unread)).isEqualTo(2));
            await().until(() -> audit.verify(List.of()).pending() == 0);
            Verification verification = audit.verify(List.of());
            assertThat(verification.broken()).isNull();
            assertThat(verification.head().position()).isGreaterThan(chained);
            JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
            assertThatThrownBy(() -> jdbc.update("UPDATE audit SET detail = 'mine'"))
                    .hasStackTraceContaining("audit is only ever added to");
        }
    }

    private static void age(JdbcTemplate jdbc) {
        for (String table : List.of("change_log", "audit", "subscription")) {
            jdbc.batchUpdate(
                    "ALTER TABLE %s DISABLE TRIGGER USER".formatted(table),
                    "UPDATE %s SET tx = tx + 1000000000".formatted(table),
                    "ALTER TABLE %s ENABLE TRIGGER USER".formatted(table));
        }
    }

    private static void write(TubanServer server, String id) {
        Edit edit = new Edit(
                Operation.CREATE,
                Map.of("name", id, "status", "SURVEYED", "geometry_accuracy", "none", "source", "src-tuban-example"),
                null,
                null,
                null,
                Map.of());
        Caller writer = new Caller("writer", "Writer", Set.of(Role.PLANNER), true);
        server.bean(Features.class).create(new FeatureRef("parcel", id), edit, writer);
    }

    private static String subscribe(TubanServer server) {
        HttpResponse<String> made = server.post(
                "/api/subscriptions",
                "{\"name\": \"parcels\", \"interest\": {\"layers\": [\"parcel\"]}}",
                "Authorization",
                TubanServer.basic("planner"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return made.headers().firstValue("Location").orElseThrow() + "/news";
    }

    private static int news(TubanServer server, String address) {
        return TubanServer.json(server.get(address, "Authorization", TubanServer.basic("planner")))
                .get("events")
                .size();
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

    /** The list of what is in a dump is at its beginning: that the rest is damaged shows when it is read to its end. */
    @Test
    void touchesNothingIfADumpIsDamagedInside() throws IOException {
        List<String> store = Backend.POSTGIS.settings(folder);
        Path file = folder.resolve("copy.dump");
        String history;
        try (TubanServer server = TubanServer.startOn(store)) {
            assertThat(run(store, "backup", file.toString())).as(said()).isZero();
            history = server.get(PARCEL).body();
        }
        Manifest manifest = Manifest.read(file);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 2, 3 * bytes.length / 4, (byte) 0);
        Files.write(file, bytes);
        Manifest.of(file, manifest.kind(), manifest.madeAt(), manifest.rows()).write(file);

        assertThat(run(store, "restore", file.toString(), "--force")).isEqualTo(1);

        assertThat(said()).contains("restore: pg_restore").doesNotContain("there again");
        try (TubanServer server = TubanServer.startOn(store)) {
            assertThat(server.get(PARCEL).body()).isEqualTo(history);
        }
    }

    @Test
    void putsBackWhatWasThereIfTheDatabaseRefusesADump() throws IOException {
        List<String> store = Backend.POSTGIS.settings(folder);
        Path file = folder.resolve("copy.dump");
        String history;
        try (TubanServer server = TubanServer.startOn(store)) {
            JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
            jdbc.execute("CREATE TABLE stubborn (x int CHECK (current_setting('application_name') <> 'pg_restore'))");
            jdbc.update("INSERT INTO stubborn VALUES (1)");
            assertThat(run(store, "backup", file.toString())).as(said()).isZero();
            jdbc.execute("DROP TABLE stubborn");
            history = server.get(PARCEL).body();
        }

        assertThat(run(store, "restore", file.toString(), "--force")).isEqualTo(1);

        assertThat(said()).contains("stubborn", "what was there before is there again");
        try (TubanServer server = TubanServer.startOn(store)) {
            assertThat(server.get(PARCEL).body()).isEqualTo(history);
        }
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
