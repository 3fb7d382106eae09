package org.tuban.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.tuban.exchange.Mosaic;
import org.tuban.store.BulkLoad;
import org.tuban.testing.PostgisServer;

/** The mosaic in a store of the service: where it is, how to fill it, and who may write. */
final class Town {

    private static final Pattern PASSWORD = Pattern.compile("Its password: +(\\S+)");
    private static final BulkLoad.Table PARCEL = new BulkLoad.Table(
            "parcel",
            List.of(
                    "id",
                    "version",
                    "valid_from",
                    "recorded_at",
                    "recorded_by",
                    "name",
                    "parcel_code",
                    "status",
                    "landuse_code",
                    "area_stated_m2",
                    "geometry_accuracy",
                    "source"));

    private final Path home;
    private final String memory;
    private final List<String> settings;
    private final PostgisServer.@Nullable Database database;
    private final String password;

    private Town(
            Path home,
            String memory,
            List<String> settings,
            PostgisServer.@Nullable Database database,
            String password) {
        this.home = home;
        this.memory = memory;
        this.settings = settings;
        this.database = database;
        this.password = password;
    }

    /** What is measured on a store. */
    @FunctionalInterface
    interface Work {
        /** Measures, with a folder of its own. */
        void run(String store, Path home) throws IOException, InterruptedException, SQLException;
    }

    /** Measures on each store, in a folder that is gone afterwards. */
    static void each(List<String> stores, Work work) throws IOException, InterruptedException, SQLException {
        for (String store : stores) {
            Path home = Files.createTempDirectory("tuban-bench");
            try {
                work.run(store, home);
            } finally {
                FileSystemUtils.deleteRecursively(home);
            }
        }
    }

    /** An empty store, {@code postgis} or {@code geopackage}, whose tables the service has made. */
    static Town found(String store, Path home, String memory, List<String> more)
            throws IOException, InterruptedException {
        List<String> settings = new ArrayList<>(List.of("--tuban.database.home=" + home));
        more.forEach(setting -> settings.add("--" + setting));
        PostgisServer.Database database =
                store.equals("postgis") ? PostgisServer.get().createDatabase() : null;
        settings.addAll(address(database));
        try (ServiceProcess service = ServiceProcess.start(home, memory, settings)) {
            String password = service.said(PASSWORD, 10)
                    .orElseThrow(() -> new IllegalStateException("the service named no password"))
                    .group(1);
            return new Town(home, memory, settings, database, password);
        }
    }

    /** The tables of the service in a database that it will not use. */
    static Town of(PostgisServer.Database database, Path home, String memory) throws IOException, InterruptedException {
        List<String> settings = new ArrayList<>(List.of("--tuban.database.home=" + home));
        settings.addAll(address(database));
        ServiceProcess.start(home, memory, settings).close();
        return new Town(home, memory, settings, database, "");
    }

    private static List<String> address(PostgisServer.@Nullable Database database) {
        return database == null
                ? List.of()
                : List.of(
                        "--tuban.database.url=" + database.url(),
                        "--tuban.database.user=" + database.user(),
                        "--tuban.database.password=" + database.password());
    }

    /** Settings with which a program of the service finds it. */
    List<String> settings() {
        return settings;
    }

    /** Its database; null if it is a file. */
    PostgisServer.@Nullable Database database() {
        return database;
    }

    /** Fills it with parcels, past the service. */
    void fill(int parcels) throws SQLException, IOException {
        fill(parcels, UnaryOperator.identity());
    }

    /** Fills it with parcels that are otherwise than those of the mosaic. */
    void fill(int parcels, UnaryOperator<Mosaic.Parcel> otherwise) throws SQLException, IOException {
        Iterator<BulkLoad.Row> rows =
                new Mosaic(parcels).parcels().map(otherwise).map(Town::row).iterator();
        if (database == null) {
            BulkLoad.geoPackage(file(), PARCEL, rows);
        } else {
            try (Connection connection = database.connect()) {
                BulkLoad.postgis(connection, PARCEL, rows);
            }
        }
    }

    /** Starts the service on it, with further settings. */
    ServiceProcess serve(String... more) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        return ServiceProcess.start(home, memory, all);
    }

    /** Where files of the service may lie. */
    Path home() {
        return home;
    }

    /** Its file, if it has no database. */
    Path file() {
        return home.resolve("var").resolve("tuban.gpkg");
    }

    /** The file of its tile index. */
    Path index() {
        return home.resolve("var").resolve("tiles").resolve("parcel.index");
    }

    boolean isShared() {
        return database != null;
    }

    /** How the account admin shows who it is: the value of a header Authorization. */
    String authorization() {
        byte[] account = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(account);
    }

    private static BulkLoad.Row row(Mosaic.Parcel parcel) {
        return new BulkLoad.Row(
                List.of(
                        parcel.id(),
                        "1",
                        "2024-01-01T00:00:00.000Z",
                        "2024-01-01T00:00:00.000Z",
                        "bench",
                        parcel.name(),
                        parcel.code(),
                        parcel.status(),
                        parcel.landUse(),
                        Double.toString(parcel.area()),
                        "surveyed",
                        "src-tuban-example"),
                parcel.shape());
    }
}
