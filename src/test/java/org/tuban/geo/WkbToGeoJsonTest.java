package org.tuban.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class WkbToGeoJsonTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POINT (121.25 28.6)",
                "POINT EMPTY",
                "POINT (-0.0000000001 1e-12)",
                "LINESTRING (1 2, 3.123456789 4.9999999996)",
                "LINESTRING EMPTY",
                "POLYGON EMPTY",
                "POLYGON ((0 0, 1 0, 1 1, 0 0))",
                "POLYGON ((0 0, 1 1, 1 0, 0 0))",
                "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1))",
                "POLYGON ((0 0, 1 1, 2 2, 0 0))",
                "MULTIPOINT ((1 2), (3 4))",
                "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))",
                "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 6, 6 5, 5 5)))",
                "GEOMETRYCOLLECTION (POINT (1 2), MULTIPOINT ((3 4)))",
                "POINT (12345678901234567890 1)"
            })
    void writesWhatTheWriterOfGeometriesWrites(String wkt) throws ParseException, IOException {
        Geometry shape = new WKTReader().read(wkt);

        assertSame(shape, CoordinateSystems.CRS84);
        assertSame(shape, CoordinateSystems.STORAGE);
    }

    @Test
    void writesRandomRingsAsTheWriterOfGeometriesDoes() throws IOException {
        Random random = new Random(7);
        GeometryFactory factory = new GeometryFactory();
        for (int number = 0; number < 500; number++) {
            int corners = 3 + random.nextInt(20);
            boolean clockwise = random.nextBoolean();
            Coordinate[] ring = new Coordinate[corners + 1];
            for (int corner = 0; corner < corners; corner++) {
                double angle = (clockwise ? -1 : 1) * 2 * Math.PI * corner / corners;
                double radius = 1e-4 * (0.5 + random.nextDouble());
                ring[corner] = new Coordinate(121.2 + radius * Math.cos(angle), 28.6 + radius * Math.sin(angle));
            }
            ring[corners] = ring[0].copy();

            assertSame(factory.createPolygon(ring), CoordinateSystems.CRS84);
        }
    }

    @Test
    void passesOverFurtherOrdinatesAndTheNumberOfTheSystem() throws ParseException, IOException {
        Geometry shape = new WKTReader().read("LINESTRING Z (1 2 3, 4 5 6)");
        shape.setSRID(4490);
        JsonBytes json = new JsonBytes();

        GeoJson.writeStored(json, new WKBWriter(3, true).write(shape), 0, CoordinateSystems.CRS84);

        assertThat(text(json)).isEqualTo("{\"type\":\"LineString\",\"coordinates\":[[1,2],[4,5]]}");
    }

    @Test
    void refusesWhatIsNoNumber() throws IOException {
        Geometry shape = new GeometryFactory().createPoint(new Coordinate(Double.POSITIVE_INFINITY, 1));

        assertThatThrownBy(() ->
                        GeoJson.writeStored(new JsonBytes(), new WKBWriter().write(shape), 0, CoordinateSystems.CRS84))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertSame(Geometry shape, CoordinateSystem system) throws IOException {
        StringWriter expected = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(expected)) {
            GeoJson.write(generator, shape, system);
        }
        for (int order : new int[] {ByteOrderValues.LITTLE_ENDIAN, ByteOrderValues.BIG_ENDIAN}) {
            JsonBytes json = new JsonBytes();
            GeoJson.writeStored(json, new WKBWriter(2, order).write(shape), 0, system);
            assertThat(text(json)).isEqualTo(expected.toString());
        }
    }

    private static String text(JsonBytes json) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        json.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
