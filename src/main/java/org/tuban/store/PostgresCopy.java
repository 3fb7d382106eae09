package org.tuban.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.tuban.geo.Cgcs2000;

/**
 * Rows in the binary form of COPY. Source: PostgreSQL documentation, COPY, section "Binary Format"; the values as the
 * receive functions of their types take them.
 */
final class PostgresCopy {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final int TEXT_TYPE = 25;
    private static final int ABSENT = -1;
    private static final int BUFFER = 1 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final WKBWriter wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN, true);

    private PostgresCopy() {}

    static void rows(Connection connection, String sql, List<List<@Nullable Object>> rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            new PostgresCopy().send(copy, rows);
            copy.endCopy();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void send(CopyIn copy, List<List<@Nullable Object>> rows) throws IOException, SQLException {
        out.write(SIGNATURE);
        out.writeLong(0);
        for (List<@Nullable Object> row : rows) {
            out.writeShort(row.size());
            for (Object value : row) {
                write(value);
            }
            if (bytes.size() > BUFFER / 2) {
                flush(copy);
            }
        }
        out.writeShort(ABSENT);
        flush(copy);
    }

    private void flush(CopyIn copy) throws SQLException {
        copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
        bytes.reset();
    }

    private void write(@Nullable Object value) throws IOException {
        if (value == null) {
            out.writeInt(ABSENT);
        } else if (value instanceof Long number) {
            out.writeInt(Long.BYTES);
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeInt(Double.BYTES);
            out.writeDouble(number);
        } else if (value instanceof Boolean truth) {
            out.writeInt(1);
            out.writeBoolean(truth);
        } else if (value instanceof Instant time) {
            out.writeInt(Long.BYTES);
            out.writeLong(ChronoUnit.MICROS.between(EPOCH, time));
        } else if (value instanceof LocalDate day) {
            out.writeInt(Integer.BYTES);
            out.writeInt((int) (day.toEpochDay() - EPOCH_DAY));
        } else if (value instanceof byte[] raw) {
            sized(raw);
        } else if (value instanceof Geometry shape) {
            Geometry stored = shape.copy();
            stored.setSRID(Cgcs2000.SRID);
            sized(wkb.write(stored));
        } else if (value instanceof List<?> texts) {
            list(texts);
        } else {
            sized(value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void sized(byte[] raw) throws IOException {
        out.writeInt(raw.length);
        out.write(raw);
    }

    /** An array of texts: dimensions, absent ones, type, length, first index, elements. */
    private void list(List<?> texts) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream array = new DataOutputStream(whole);
        array.writeInt(texts.isEmpty() ? 0 : 1);
        array.writeInt(0);
        array.writeInt(TEXT_TYPE);
        if (!texts.isEmpty()) {
            array.writeInt(texts.size());
            array.writeInt(1);
        }
        for (Object text : texts) {
            byte[] raw = text.toString().getBytes(StandardCharsets.UTF_8);
            array.writeInt(raw.length);
            array.write(raw);
        }
        sized(whole.toByteArray());
    }
}
