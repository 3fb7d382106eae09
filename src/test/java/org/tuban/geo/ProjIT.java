package org.tuban.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** Agreement with PROJ, asked through GDAL's {@code gdaltransform} (Debian: {@code gdal-bin}). */
class ProjIT {

    private static final CoordinateSystems SYSTEMS = CoordinateSystems.with(List.of(4527, 4548, 32651));
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final long SEED = 20261123;
    private static final double DEGREES = 1e-6;
    private static final double METRES = 0.05;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {4326, 3857, 4528, 4549, 4527, 4548, 32651})
    void agreesBothWaysInNanchengAndElsewhereInChina(int code) throws Exception {
        CoordinateSystem system = SYSTEMS.find("EPSG:" + code).orElseThrow();
        double tolerance = system.isGeographic() ? DEGREES : METRES;
        List<Coordinate> places = places(code);

        List<Coordinate> theirs = transform(places, 4490, code);
        List<Coordinate> theirsBack = transform(theirs, code, 4490);

        for (int i = 0; i < places.size(); i++) {
            // GDAL gives and takes east before north, whatever the authority says.
            Coordinate ours = eastNorth(
                    system,
                    system.fromStored(GEOMETRIES.createPoint(places.get(i))).getCoordinate());
            assertThat(ours.x).as("east of %s", places.get(i)).isCloseTo(theirs.get(i).x, within(tolerance));
            assertThat(ours.y).as("north of %s", places.get(i)).isCloseTo(theirs.get(i).y, within(tolerance));
            Coordinate back = system.toStored(GEOMETRIES.createPoint(eastNorth(system, theirs.get(i))))
                    .getCoordinate();
            assertThat(back.x).as("longitude of %s", theirs.get(i)).isCloseTo(theirsBack.get(i).x, within(DEGREES));
            assertThat(back.y).as("latitude of %s", theirs.get(i)).isCloseTo(theirsBack.get(i).y, within(DEGREES));
        }
    }

    private static Coordinate eastNorth(CoordinateSystem system, Coordinate position) {
        return system.isNorthFirst() ? new Coordinate(position.y, position.x) : position;
    }

    /** Places in Nancheng, and all over China; for systems that GeoTools transforms, in and near their zones. */
    private static List<Coordinate> places(int code) {
        Random random = new Random(SEED);
        List<Coordinate> places = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            places.add(new Coordinate(121.2 + random.nextDouble() * 0.15, 28.5 + random.nextDouble() * 0.2));
        }
        boolean own = List.of(4326, 3857, 4528, 4549).contains(code);
        for (int i = 0; i < 300; i++) {
            double longitude = own ? 73 + random.nextDouble() * 62 : 115.5 + random.nextDouble() * 9;
            places.add(new Coordinate(longitude, 18 + random.nextDouble() * 36));
        }
        return places;
    }

    private List<Coordinate> transform(List<Coordinate> places, int from, int to)
            throws IOException, InterruptedException {
        Path input = folder.resolve("in.txt");
        Path output = folder.resolve("out.txt");
        Files.write(
                input,
                places.stream()
                        .map(place -> String.format(Locale.ROOT, "%.12f %.12f", place.x, place.y))
                        .toList());
        Process gdal = new ProcessBuilder("gdaltransform", "-s_srs", "EPSG:" + from, "-t_srs", "EPSG:" + to)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(gdal.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(output, StandardCharsets.UTF_8).stream()
                .map(line -> line.split(" "))
                .map(parts -> new Coordinate(Double.parseDouble(parts[0]), Double.parseDouble(parts[1])))
                .toList();
    }
}
