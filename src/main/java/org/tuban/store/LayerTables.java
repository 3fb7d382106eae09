package org.tuban.store;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.layer.DataFileException;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.Theme;

/** Makes the tables agree with the catalogue at the start, or refuses to start. */
final class LayerTables {

    private static final int MAX_NAME = 63;

    private final Layers layers;
    private final Dialect dialect;
    private final JdbcTemplate jdbc;

    LayerTables(Layers layers, Dialect dialect, JdbcTemplate jdbc) {
        this.layers = layers;
        this.dialect = dialect;
        this.jdbc = jdbc;
    }

    /**
     * Makes missing tables and adds columns for new fields. Columns of fields that are gone stay, with their values.
     *
     * @throws DataFileException if a layer or a field has a name that is taken
     */
    void agree() {
        dialect.prepare();
        for (Layer layer : layers.list()) {
            refuseTakenNames(layer);
            if (!dialect.hasTable(layer)) {
                dialect.createTable(layer);
            } else {
                addNewColumns(layer);
            }
            addIndexes(layer);
            dialect.describe(layer);
        }
    }

    /**
     * An index by each field that people look for and sort by: name, code, state and what a theme colours. The key at
     * its end keeps equal values in the order of pages.
     */
    private void addIndexes(Layer layer) {
        Stream.concat(
                        Stream.of(layer.nameField(), layer.codeField(), layer.statusField()),
                        layer.themes().stream().map(Theme::field))
                .filter(Objects::nonNull)
                .distinct()
                .forEach(field -> jdbc.execute("CREATE INDEX IF NOT EXISTS %s ON %s (%s, %s)"
                        .formatted(
                                dialect.quote(indexName(layer, field)),
                                dialect.quote(layer.id()),
                                dialect.quote(field),
                                Columns.KEY)));
    }

    /** PostgreSQL cuts names longer than 63 characters; then the end tells two apart. */
    private static String indexName(Layer layer, String field) {
        String name = layer.id() + "_by_" + field;
        return name.length() <= MAX_NAME ? name : "%s_%08x".formatted(name.substring(0, MAX_NAME - 9), name.hashCode());
    }

    private static void refuseTakenNames(Layer layer) {
        String file = "layers/" + layer.id() + ".json";
        if (Columns.RESERVED_TABLES.contains(layer.id()) || layer.id().matches("(gpkg|rtree|sqlite|pg)_.*")) {
            throw new DataFileException(file, 0, "the name \"%s\" is taken".formatted(layer.id()));
        }
        layer.fields().stream()
                .filter(field -> Columns.SYSTEM.contains(field.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(field -> {
                    throw new DataFileException(
                            file,
                            0,
                            "the field name \"%s\" is taken by a column every table has".formatted(field.name()));
                });
    }

    private void addNewColumns(Layer layer) {
        List<String> present = jdbc.query("SELECT * FROM %s WHERE 1 = 0".formatted(dialect.quote(layer.id())), rows -> {
            List<String> names = new java.util.ArrayList<>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                names.add(rows.getMetaData().getColumnName(column).toLowerCase(Locale.ROOT));
            }
            return names;
        });
        for (Field field : layer.fields()) {
            if (present != null && !present.contains(field.name().toLowerCase(Locale.ROOT))) {
                dialect.addColumn(layer, field);
            }
        }
    }
}
