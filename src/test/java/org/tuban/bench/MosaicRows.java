package org.tuban.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.tuban.exchange.Mosaic;
import org.tuban.store.BulkLoad;

/** The mosaic as rows of the demo's layer of parcels. */
final class MosaicRows {

    private static final BulkLoad.Table PARCEL = new BulkLoad.Table(
            "parcel",
            List.of(
                    "id",
                    "version",
                    "valid_from",
                    "recorded_at",
                    "recorded_by",
                    "name",
                    "status",
                    "landuse_code",
                    "geometry_accuracy",
                    "source"));

    private MosaicRows() {}

    /** Makes the tables of an embedded store and fills the layer. */
    static void load(Path home, int parcels) throws IOException, InterruptedException, SQLException {
        // The first start makes the tables.
        ServiceProcess.start(home, "512m", List.of("--tuban.database.home=" + home))
                .close();
        BulkLoad.geoPackage(home.resolve("var").resolve("tuban.gpkg"), PARCEL, rows(parcels));
    }

    private static Iterator<BulkLoad.Row> rows(int parcels) {
        Mosaic mosaic = new Mosaic(parcels);
        return IntStream.range(0, parcels)
                .mapToObj(mosaic::parcel)
                .map(parcel -> new BulkLoad.Row(
                        List.of(
                                parcel.id(),
                                "1",
                                "2024-01-01T00:00:00.000Z",
                                "2024-01-01T00:00:00.000Z",
                                "bench",
                                parcel.name(),
                                parcel.status(),
                                parcel.landUse(),
                                "surveyed",
                                "src-tuban-example"),
                        parcel.shape()))
                .iterator();
    }
}
