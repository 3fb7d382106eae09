package org.tuban.cql2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.tuban.testing.SharedFolder;

/** The test data of the standard's abstract test suite: layers in a GeoPackage, and tables of predicates. */
final class OfficialData {

    private static final int GEOPACKAGE_HEADER = 8;
    /** Bytes of the envelope by its code in the header. Source: OGC 12-128r19, 2.1.3. */
    private static final int[] ENVELOPE_BYTES = {0, 32, 48, 48, 64};

    private OfficialData() {}

    /** A layer as it is asked. */
    record Table(Queryables queryables, List<Row> rows) {}

    /** A feature in memory. */
    record Stored(
            Map<String, @Nullable Object> values, @Nullable Geometry shape) implements Row {
        @Override
        public @Nullable Object value(String name) {
            return values.get(name);
        }
    }

    /** The rows of a table of predicates, without its heading. */
    static List<String[]> lines(String name) {
        try {
            return Files.readAllLines(SharedFolder.file("cql2/" + name)).stream()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** A layer of the GeoPackage. */
    static Table read(String layer) {
        String url = "jdbc:sqlite:file:" + SharedFolder.file("cql2/data/ne110m4cql2.gpkg") + "?mode=ro&immutable=1";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM \"" + layer + "\"")) {
            return read(result);
        } catch (SQLException | ParseException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Table read(ResultSet result) throws SQLException, ParseException {
        Map<String, Operand> operands = new LinkedHashMap<>();
        ResultSetMetaData columns = result.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            operands.put(columns.getColumnName(i), operand(columns.getColumnName(i), columns.getColumnTypeName(i)));
        }
        List<Row> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, @Nullable Object> values = new HashMap<>();
            Geometry shape = null;
            for (Map.Entry<String, Operand> column : operands.entrySet()) {
                if (column.getValue() instanceof Scalar scalar) {
                    values.put(column.getKey(), value(result.getString(column.getKey()), scalar.kind()));
                } else {
                    shape = shape(result.getBytes(column.getKey()));
                }
            }
            rows.add(new Stored(values, shape));
        }
        return new Table(new Queryables(operands), rows);
    }

    private static Operand operand(String name, String type) {
        if (name.equals(Queryables.SHAPE)) {
            return new Operand.Stored();
        }
        return new Scalar.Property(
                name,
                switch (type.replaceAll("\\(.*", "")) {
                    case "DATE" -> Kind.DATE;
                    case "DATETIME" -> Kind.TIMESTAMP;
                    case "BOOLEAN" -> Kind.BOOLEAN;
                    case "INTEGER", "REAL" -> Kind.NUMBER;
                    default -> Kind.TEXT;
                });
    }

    private static @Nullable Object value(@Nullable String written, Kind kind) {
        if (written == null) {
            return null;
        }
        return switch (kind) {
            case TEXT -> written;
            case NUMBER -> Numbers.canonical(Double.parseDouble(written));
            case BOOLEAN -> written.equals("1");
            case DATE -> LocalDate.parse(written);
            case TIMESTAMP -> Instant.parse(written + "Z");
        };
    }

    private static Geometry shape(byte[] blob) throws ParseException {
        int start = GEOPACKAGE_HEADER + ENVELOPE_BYTES[blob[3] >> 1 & 7];
        byte[] wkb = new byte[blob.length - start];
        ByteBuffer.wrap(blob, start, wkb.length).get(wkb);
        return new WKBReader().read(wkb);
    }
}
