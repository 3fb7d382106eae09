package org.tuban.tile;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.access.Caller;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.feature.Sight;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.store.Dialect;
import org.tuban.testing.Backend;
import org.tuban.testing.Doctor;
import org.tuban.testing.TubanServer;

/** A shape that some other program left behind: tiles do without it, and whoever asks is told which it is. */
class BadShapesIT {

    private static final Caller WRITER = Caller.system("test");

    /** More than the doctor reads at once; the last one is bad. */
    private static final int MANY = 230;

    private static final FeatureRef BAD = new FeatureRef("parcel", "SHAPE-" + MANY);

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(Backend.class)
    void isLeftOutOfTilesAndNamedByTheDoctorUntilItIsMended(Backend backend) throws IOException {
        List<String> store = new ArrayList<>(backend.settings(home));
        store.add("--tuban.tile.file-from=1");
        Geometry good = shape(MANY);
        long key;
        try (TubanServer server = TubanServer.startOn(store.subList(0, store.size() - 1))) {
            fill(server);
            key = server.bean(Features.class).get(BAD, Sight.EVERYTHING).key();
            put(server, withoutANumber(good));
        }
        try (TubanServer built = TubanServer.startOn(store)) {
            assertThat(refused(built)).containsExactly(key);
            for (String parameters : List.of("", "?filter=name<>''", "?datetime=2020-01-01T00:00:00Z")) {
                assertThat(built.get(tile(good) + parameters.replace("<", "%3C").replace(">", "%3E"))
                                .statusCode())
                        .as(parameters)
                        .isIn(200, 204);
            }
        }
        assertThat(Doctor.look(store).words())
                .contains("layer parcel has 1 shapes that cannot be read or have a place that is no number,"
                        + " and are on no tile: " + BAD.id());
        try (TubanServer reopened = TubanServer.startOn(store)) {
            assertThat(refused(reopened)).containsExactly(key);

            write(reopened, new Edit(Operation.UPDATE, Map.of(), new Edit.Shape(good), null, "mended", Map.of()));

            assertThat(refused(reopened)).isEmpty();
        }
        assertThat(Doctor.look(store).words()).contains("Nothing is wrong.");
    }

    /** The rest of the layer is shown, though its index cannot be made before that is mended. */
    @Test
    void keepsTilesOfTheRestWhereAShapeCannotBeRead() throws IOException {
        List<String> store = Backend.GEOPACKAGE.settings(home);
        try (TubanServer server = TubanServer.startOn(store)) {
            fill(server);
            server.bean(JdbcTemplate.class)
                    .update("UPDATE parcel SET geom = substr(geom, 1, length(geom) - 9) WHERE id = ?", BAD.id());
        }

        assertThat(Doctor.look(store).words()).contains("and are on no tile: " + BAD.id());
        try (TubanServer server = TubanServer.startOn(store)) {
            assertThat(server.get(tile(shape(1))).statusCode()).isEqualTo(200);
            put(server, shape(MANY));

            assertThat(refused(server)).isEmpty();
        }
    }

    private static void fill(TubanServer server) {
        for (int number = 1; number <= MANY; number++) {
            Map<String, Object> values = Map.of(
                    "name",
                    "parcel " + number,
                    "status",
                    "SURVEYED",
                    "geometry_accuracy",
                    "digitised",
                    "source",
                    "src-tuban-example");
            Edit edit = new Edit(Operation.CREATE, values, new Edit.Shape(shape(number)), null, null, Map.of());
            server.bean(Features.class).create(new FeatureRef("parcel", "SHAPE-" + number), edit, WRITER);
        }
    }

    private static Geometry shape(int number) {
        double west = 121.2 + 0.0002 * number;
        return new GeometryFactory().toGeometry(new Envelope(west, west + 0.0001, 28.6, 28.6001));
    }

    private static Set<Long> refused(TubanServer server) {
        Layer parcels = server.bean(Layers.class).find("parcel").orElseThrow();
        TileIndexes indexes = server.bean(TileIndexes.class);
        await().atMost(30, SECONDS).until(() -> indexes.find(parcels) != null);
        return Objects.requireNonNull(indexes.find(parcels)).refused();
    }

    private static void put(TubanServer server, Geometry shape) {
        Dialect dialect = server.bean(Dialect.class);
        server.bean(JdbcTemplate.class)
                .update(
                        "UPDATE parcel SET geom = %s WHERE id = ?".formatted(dialect.geometryParameter()),
                        dialect.bind(shape),
                        BAD.id());
    }

    private static Geometry withoutANumber(Geometry good) {
        Geometry bad = good.copy();
        bad.getGeometryN(0).getCoordinates()[1].x = Double.NaN;
        bad.geometryChanged();
        return bad;
    }

    private static void write(TubanServer server, Edit edit) {
        Feature now = server.bean(Features.class).get(BAD, Sight.EVERYTHING);
        server.bean(Features.class).write(now.ref(), now.version(), edit, WRITER);
    }

    private static String tile(Geometry there) {
        TileAddress tile = TileAddress.of(
                TileMatrixSets.webMercatorQuad(),
                12,
                there.getCentroid().getX(),
                there.getCentroid().getY());
        return "/ogc/collections/parcel/tiles/WebMercatorQuad/%d/%d/%d"
                .formatted(tile.level(), tile.row(), tile.column());
    }
}
