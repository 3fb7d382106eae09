package org.tuban.ogc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.tuban.testing.SharedFolder;
import tools.jackson.databind.json.JsonMapper;

/** The data of the abstract test suite of CQL2 as a folder of data files, as another city's tables would come. */
final class OfficialLayers {

    private static final Path SMALL = Path.of("src/test/resources/store/kinds");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int GEOPACKAGE_HEADER = 8;
    /** Bytes of the envelope by its code in the header. Source: OGC 12-128r19, 2.1.3. */
    private static final int[] ENVELOPE_BYTES = {0, 32, 48, 48, 64};

    private OfficialLayers() {}

    /** Writes layers, features and what belongs to them into a folder. */
    static void write(Path folder) {
        try (Connection connection = DriverManager.getConnection(
                "jdbc:sqlite:file:" + SharedFolder.file("cql2/data/ne110m4cql2.gpkg") + "?mode=ro&immutable=1")) {
            for (String file : List.of(
                    "instance.json",
                    "sources.jsonl",
                    "linktypes.json",
                    "indicators.json",
                    "accounts.json",
                    "codelists/geometry-accuracy.json")) {
                Files.createDirectories(
                        Objects.requireNonNull(folder.resolve(file).getParent()));
                Files.copy(SMALL.resolve(file), folder.resolve(file));
            }
            Files.createDirectories(folder.resolve("layers"));
            Files.createDirectories(folder.resolve("features"));
            List<String> layers = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT table_name FROM gpkg_contents ORDER BY 1")) {
                while (rows.next()) {
                    layers.add(rows.getString(1));
                }
            }
            for (String layer : layers) {
                write(connection, layer, folder);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (SQLException | ParseException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static void write(Connection connection, String layer, Path folder)
            throws SQLException, ParseException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM \"" + layer + "\" ORDER BY fid")) {
            Map<String, String> fields = new LinkedHashMap<>();
            ResultSetMetaData columns = rows.getMetaData();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                String name = columns.getColumnName(column);
                // The installation has a column of that name in every layer; no predicate asks for it.
                if (!List.of("fid", "geom", "name_en").contains(name.toLowerCase(java.util.Locale.ROOT))) {
                    fields.put(name, type(columns.getColumnTypeName(column)));
                }
            }
            JSON.writeValue(folder.resolve("layers/" + layer + ".json"), definition(layer, fields));
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(JSON.writeValueAsString(feature(rows, fields)));
            }
            Files.write(folder.resolve("features/" + layer + ".geojsonl"), lines);
        }
    }

    private static String type(String column) {
        return switch (column.replaceAll("\\(.*", "")) {
            case "DATE" -> "date";
            case "DATETIME" -> "timestamp";
            case "BOOLEAN" -> "boolean";
            case "INTEGER", "MEDIUMINT" -> "integer";
            case "REAL", "DOUBLE" -> "number";
            case "TEXT" -> "text";
            default -> throw new IllegalArgumentException(column);
        };
    }

    private static Map<String, Object> definition(String layer, Map<String, String> fields) {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("id", layer);
        definition.put("order", 1);
        definition.put("title", Map.of("zh", layer, "en", layer));
        definition.put("description", Map.of("zh", layer, "en", layer));
        definition.put("geometry", "Geometry");
        definition.put("nameField", fields.containsKey("NAME") ? "NAME" : "name");
        definition.put("source", "src-drawn");
        definition.put(
                "fields",
                fields.entrySet().stream()
                        .map(field -> Map.of(
                                "name",
                                field.getKey(),
                                "type",
                                field.getValue(),
                                "title",
                                Map.of("zh", field.getKey(), "en", field.getKey())))
                        .toList());
        definition.put("style", Map.of("color", "#4A4A4A", "fillOpacity", 0.5, "width", 1, "visible", true));
        return definition;
    }

    private static Map<String, @Nullable Object> feature(ResultSet row, Map<String, String> fields)
            throws SQLException, ParseException {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            properties.put(field.getKey(), value(row, field.getKey(), field.getValue()));
        }
        properties.put("geometry_accuracy", "surveyed");
        properties.put("source", "src-drawn");
        Map<String, @Nullable Object> feature = new LinkedHashMap<>();
        feature.put("type", "Feature");
        feature.put("id", "N-" + row.getInt("fid"));
        feature.put("geometry", geometry(shape(row.getBytes("geom"))));
        feature.put("properties", properties);
        return feature;
    }

    private static @Nullable Object value(ResultSet row, String name, String type) throws SQLException {
        String text = row.getString(name);
        if (text == null) {
            return null;
        }
        return switch (type) {
            case "integer" -> row.getLong(name);
            case "number" -> row.getDouble(name);
            case "boolean" -> row.getInt(name) == 1;
            case "timestamp" -> text.endsWith("Z") ? text : text + "Z";
            default -> text;
        };
    }

    private static Geometry shape(byte[] blob) throws ParseException {
        int start = GEOPACKAGE_HEADER + ENVELOPE_BYTES[blob[3] >> 1 & 7];
        return new WKBReader().read(Arrays.copyOfRange(blob, start, blob.length));
    }

    /** Every digit is kept: shapes that touch must go on touching. */
    private static Map<String, Object> geometry(Geometry shape) {
        return Map.of("type", shape.getGeometryType(), "coordinates", coordinates(shape));
    }

    private static Object coordinates(Geometry shape) {
        if (shape instanceof GeometryCollection several) {
            return IntStream.range(0, several.getNumGeometries())
                    .mapToObj(part -> coordinates(several.getGeometryN(part)))
                    .toList();
        }
        if (shape instanceof Polygon polygon) {
            List<Object> rings = new ArrayList<>();
            rings.add(coordinates(polygon.getExteriorRing()));
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                rings.add(coordinates(polygon.getInteriorRingN(hole)));
            }
            return rings;
        }
        List<List<Double>> places = Arrays.stream(shape.getCoordinates())
                .map((Coordinate place) -> List.of(within(place.x, 180), within(place.y, 90)))
                .toList();
        return shape instanceof Point ? places.get(0) : places;
    }

    /** The data reaches 6e-14 degrees beyond the antimeridian, which is no place. */
    private static double within(double degrees, double most) {
        return Math.max(-most, Math.min(most, degrees));
    }
}
