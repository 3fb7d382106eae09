package org.tuban.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuban.Tuban;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** The commands as they are typed, on a GeoPackage. */
class CommandsIT {

    private static final int PARCELS = 300;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void loadsWhatItGeneratesOnceTheServiceHasStopped() throws IOException {
        assertThat(run("", "generate", Integer.toString(PARCELS), "--seed", "7"))
                .isZero();
        Path file = Files.write(folder.resolve("parcels.geojsonl"), out.toByteArray());
        TubanServer service = TubanServer.start(Backend.GEOPACKAGE, "--tuban.demo=false");
        String home = "--tuban.database.home=" + service.home();
        try {
            assertThat(run("", "load", file.toString(), "--layer", "parcel", home))
                    .isEqualTo(1);
            assertThat(said()).contains("stop it");
        } finally {
            service.stop();
        }

        assertThat(run("", "load", file.toString(), "--layer", "parcel", home))
                .as(said())
                .isZero();

        assertThat(said()).contains("Loaded 300 features into layer parcel");
        try (TubanServer again = TubanServer.startIn(service.home(), "--tuban.demo=false")) {
            assertThat(TubanServer.json(again.get("/ogc/collections/parcel/items?limit=1"))
                            .get("numberMatched")
                            .asInt())
                    .isEqualTo(PARCELS);
        }
    }

    @Test
    void generatesTheSameForTheSameSeedOnly() throws IOException {
        run("", "generate", "20", "--seed", "1");
        byte[] one = out.toByteArray();
        out.reset();
        run("", "generate", "20", "--seed", "1");
        byte[] same = out.toByteArray();
        out.reset();
        run("", "generate", "20", "--seed", "2");

        assertThat(same).isEqualTo(one);
        assertThat(out.toByteArray()).isNotEqualTo(one);
    }

    @Test
    void putsRefusedFeaturesIntoAFile() throws IOException {
        Path bad = folder.resolve("bad.geojsonl");
        String home = "--tuban.database.home=" + folder;

        assertThat(run("{broken\n", "load", "-", "--layer", "parcel", "--skip-bad", bad.toString(), home))
                .as(said())
                .isZero();

        assertThat(Files.readString(bad)).isEqualTo("{broken" + System.lineSeparator());
        assertThat(said()).contains("-:1: is not JSON", "refused 1");
    }

    @Test
    void saysWhatIsWrongWithACommand() throws IOException {
        assertThat(run("", "load", "parcels.geojsonl")).isEqualTo(2);
        assertThat(run("", "load", "no-such-file", "--layer", "parcel")).isEqualTo(1);
        assertThat(run("", "load", "-", "--layer", "nothing", "--tuban.database.home=" + folder))
                .isEqualTo(1);
        assertThat(run("", "generate", "many")).isEqualTo(2);
        assertThat(run("", "generate", "0")).isEqualTo(2);

        assertThat(said())
                .contains("--layer LAYER", "no file no-such-file", "there is no layer \"nothing\"", "a whole number");
    }

    @Test
    void walksThroughTheAuditAndFindsWhereItIsBroken() throws Exception {
        TubanServer service = TubanServer.start(Backend.GEOPACKAGE);
        String home = "--tuban.database.home=" + service.home();
        try {
            assertThat(run("", "audit", "verify", home)).as(said()).isZero();
            assertThat(shown()).startsWith("audit: whole,").hasLineCount(1);
        } finally {
            service.stop();
        }
        assertThat(run("", "audit", "head", home)).as(said()).isZero();
        Path heads = Files.writeString(folder.resolve("heads.txt"), shown());
        assertThat(run("", "audit", "verify", "--head", heads.toString(), home))
                .as(said())
                .isZero();
        out.reset();

        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + service.geoPackage());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER audit_no_update");
            statement.execute("UPDATE audit SET account = 'nobody' WHERE number = 7");
        }

        assertThat(run("", "audit", "verify", "--head", heads.toString(), home)).isEqualTo(1);
        assertThat(shown()).startsWith("audit: BROKEN at position 7, entry 7 (").hasLineCount(1);
        assertThat(run("", "audit", "verify", "--head", "no-such-file", home)).isEqualTo(1);
        assertThat(run("", "audit", "verify", "--head", writeNoHead().toString(), home))
                .isEqualTo(1);
        assertThat(run("", "audit", "everything")).isEqualTo(2);
        assertThat(said()).contains("no file no-such-file", "is not a line of", "verify or head?");
    }

    private Path writeNoHead() throws IOException {
        return Files.writeString(folder.resolve("none.txt"), "tuban-audit position=1");
    }

    /** What was shown since this was asked last. */
    private String shown() {
        String shown = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return shown;
    }

    private int run(String input, String... arguments) throws IOException {
        return new Commands(
                        Tuban.class,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        out,
                        new PrintStream(said, true, StandardCharsets.UTF_8))
                .run(arguments);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
