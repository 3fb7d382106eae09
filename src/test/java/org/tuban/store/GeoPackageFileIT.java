package org.tuban.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.access.Caller;
import org.tuban.feature.Edit;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.testing.Backend;
import org.tuban.testing.Program;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The embedded file as other programs see it while the service runs, and after it stopped. */
class GeoPackageFileIT {

    private static TubanServer server;

    @BeforeAll
    static void start() {
        server = TubanServer.start(Backend.GEOPACKAGE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void opensInGdalWhileTheServiceRuns() throws Exception {
        expectGdalToSeeEverything();
    }

    @Test
    void opensInGdalAfterTheServiceStopped() throws Exception {
        TubanServer other = TubanServer.start(Backend.GEOPACKAGE);
        other.stop();
        try {
            assertThat(other.geoPackage().resolveSibling("tuban.gpkg-wal")).doesNotExist();
            assertThat(ogrinfo(other, "village").toString()).contains("方山下村");
        } finally {
            other.close();
        }
    }

    private static void expectGdalToSeeEverything() throws Exception {
        Layers layers = server.bean(Layers.class);
        JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
        List<String> names = Program.output(
                        "gdal-bin", "ogrinfo", "-ro", "-q", server.geoPackage().toString())
                .lines()
                .map(line -> line.replaceFirst("^\\d+: (\\w+).*$", "$1"))
                .toList();
        assertThat(names)
                .containsAll(layers.list().stream().map(Layer::id).toList())
                .contains("link", "observation")
                .hasSize(14);
        for (Layer layer : layers.list()) {
            String summary = Program.output(
                    "gdal-bin", "ogrinfo", "-ro", "-so", server.geoPackage().toString(), layer.id());
            Integer rows = jdbc.queryForObject("SELECT count(*) FROM \"" + layer.id() + "\"", Integer.class);
            assertThat(summary).contains("Feature Count: " + rows).contains("\"EPSG\",4490");
        }
        String village = ogrinfo(server, "village").toString();
        assertThat(village).contains("方山下村");
        assertThat(Program.output(
                        "gdal-bin", "ogrinfo", "-ro", "-so", server.geoPackage().toString(), "village"))
                .containsPattern("Extent: \\(121\\.2\\d+, 28\\.\\d+\\) - \\(121\\.\\d+, 28\\.6\\d+\\)");
    }

    @Test
    void keepsItsSpatialIndexEqualToItsTables() {
        JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
        Features features = server.bean(Features.class);
        FeatureRef block = new FeatureRef("block", "BLK-FSX-3");
        Edit shapeless = new Edit(
                org.tuban.feature.Operation.UPDATE,
                Map.of("geometry_accuracy", "none"),
                new Edit.Shape(null),
                null,
                null,
                Map.of());
        features.write(block, features.get(block, Sight.EVERYTHING).version(), shapeless, Caller.system("test"));

        for (Layer layer : server.bean(Layers.class).list()) {
            List<Integer> different = jdbc.queryForList("""
                    SELECT fid FROM "%1$s" LEFT JOIN "rtree_%1$s_geom" r ON r.id = fid
                    WHERE (geom IS NULL) != (r.id IS NULL)
                        OR abs(ST_MinX(geom) - r.minx) > 1e-4 OR abs(ST_MaxY(geom) - r.maxy) > 1e-4
                    UNION SELECT id FROM "rtree_%1$s_geom" WHERE id NOT IN (SELECT fid FROM "%1$s")""".formatted(layer.id()), Integer.class);
            assertThat(different).as(layer.id()).isEmpty();
        }
        assertThat(jdbc.queryForObject("PRAGMA integrity_check", String.class)).isEqualTo("ok");
        assertThat(jdbc.queryForList("PRAGMA foreign_key_check")).isEmpty();
    }

    @Test
    void saysWhatItIs() {
        JdbcTemplate jdbc = server.bean(JdbcTemplate.class);

        assertThat(jdbc.queryForObject("PRAGMA application_id", Integer.class)).isEqualTo(0x47504B47);
        assertThat(jdbc.queryForObject("PRAGMA user_version", Integer.class)).isEqualTo(10300);
        assertThat(jdbc.queryForList(
                        "SELECT title FROM gpkg_data_columns WHERE table_name = 'village' AND column_name = 'admin_code'",
                        String.class))
                .hasSize(1)
                .first()
                .asString()
                .containsPattern("\\p{IsHan}");
    }

    private static JsonNode ogrinfo(TubanServer of, String layer) throws IOException, InterruptedException {
        String text = Program.output(
                "gdal-bin",
                "ogr2ogr",
                "-f",
                "GeoJSON",
                "/vsistdout/",
                of.geoPackage().toString(),
                layer);
        return JsonMapper.builder().build().readTree(text);
    }
}
