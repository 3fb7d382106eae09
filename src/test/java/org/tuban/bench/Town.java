package org.tuban.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

    /** An empty store, {@code postgis} or {@code geopackage}, whose tables the service has made. */
    static Town found(String store, Path home, String memory, List<String> more)
            throws IOException, InterruptedException {
        List<String> settings = new ArrayList<>(List.of("--tuban.database.home=" + home));
        more.forEach(setting -> settings.add("--" + setting));
        PostgisServer.Database database = null;
        if (store.equals("postgis")) {
            database = PostgisServer.get().createDatabase();
            settings.add("--tuban.database.url=" + database.url());
            settings.add("--tuban.database.user=" + database.user());
            settings.add("--tuban.database.password=" + database.password());
        }
        try (ServiceProcess service = ServiceProcess.start(home, memory, settings)) {
            String password = service.said(PASSWORD, 10)
                    .orElseThrow(() -> new IllegalStateException("the service named no password"))
                    .group(1);
            return new Town(home, memory, settings, database, password);
        }
    }

    /** The tables of the service in a database that it will not use. */
    static Town of(PostgisServer.Database database, Path home, String memory) throws IOException, InterruptedException {
        List<String> settings = List.of(
                "--tuban.database.home=" + home,
                "--tuban.database.url=" + database.url(),
                "--tuban.database.user=" + database.user(),
                "--tuban.database.password=" + database.password());
        ServiceProcess.start(home, memory, settings).close();
        return new Town(home, memory, settings, database, "");
    }

    /** Its database; null if it is a file. */
    PostgisServer.@Nullable Database database() {
        return database;
    }

    /** Fills it with parcels, past the service. */
    void fill(int parcels) throws SQLException, IOException {
        if (database == null) {
            BulkLoad.geoPackage(home.resolve("var").resolve("tuban.gpkg"), PARCEL, rows(parcels));
        } else {
            try (Connection connection = database.connect()) {
                BulkLoad.postgis(connection, PARCEL, rows(parcels));
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

    /** The file of its tile index. */
    Path index() {
        return home.resolve("var").resolve("tiles").resolve("parcel.index");
    }

    boolean isShared() {
        return database != null;
    }

    /** Password of the account admin. */
    String password() {
        return password;
    }

    private static Iterator<BulkLoad.Row> rows(int parcels) {
        return new Mosaic(parcels)
                .parcels()
                .map(parcel -> new BulkLoad.Row(
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
                        parcel.shape()))
                .iterator();
    }
}
