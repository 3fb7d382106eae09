package org.tuban.audit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows entries vouch for: the digest of an entry is that of the row which its write added.
 *
 * <p>The room that owns the table declares it as a bean, and gives the digest of each row when it is written. The table
 * has a column {@code change} with the write's number in the change log.
 *
 * @param kind kind of the entries, as in the change log
 * @param name name of the table
 * @param key columns that name the row
 * @param columns all columns that count, in the order of the digest
 * @param bulk how entries stand for many rows, or null if each stands for one
 * @param atOnce rows that are held in memory together while they are checked
 */
public record AuditedTable(
        String kind,
        String name,
        Key key,
        List<Column> columns,
        @Nullable Bulk bulk,
        int atOnce) {

    /** What a column holds. */
    public enum Type {
        TEXT,
        WHOLE,
        REAL,
        TIME,
        BYTES
    }

    /** A column of the table. */
    public record Column(String name, Type type) {}

    /**
     * Columns that name a row.
     *
     * @param layer the column with the layer, or null if ids are unique without it
     * @param id the column with the id
     * @param version the column with the version, or null if there is one row of each id
     */
    public record Key(
            @Nullable String layer, String id, @Nullable String version) {}

    /**
     * Entries that stand for all rows of their change: their digest is over the digests of the rows.
     *
     * @param kind their kind
     * @param order column by which the rows of such a change are in the order they were written, with the layer before it
     *     in an index; its values are above 0 and differ
     */
    public record Bulk(String kind, String order) {}

    /** Copies the columns. */
    public AuditedTable {
        columns = List.copyOf(columns);
    }

    /** Columns of a type by their names, parted by blanks. */
    public static List<Column> columns(Type type, String names) {
        return Arrays.stream(names.split(" "))
                .map(name -> new Column(name, type))
                .toList();
    }

    /**
     * Digest of a row.
     *
     * @param values in the order of the columns, of the classes of {@link CanonicalDigest#add}
     */
    public String digest(List<? extends @Nullable Object> values) {
        if (values.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "%s: %d values for %d columns".formatted(name, values.size(), columns.size()));
        }
        CanonicalDigest digest = new CanonicalDigest();
        values.forEach(digest::add);
        return digest.hex();
    }
}
