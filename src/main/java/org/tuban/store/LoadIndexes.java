package org.tuban.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.layer.Layer;

/** The indexes of an empty table, taken down while it is filled; whatever happens, the transaction brings them back. */
public final class LoadIndexes {

    private final JdbcTemplate jdbc;
    private final @Nullable String boxTable;
    private final List<String> building;

    private LoadIndexes(JdbcTemplate jdbc, @Nullable String boxTable, List<String> building) {
        this.jdbc = jdbc;
        this.boxTable = boxTable;
        this.building = List.copyOf(building);
    }

    /**
     * An index or a trigger of a table.
     *
     * @param drop takes it down
     * @param build makes it again
     */
    record Part(String drop, String build) {}

    /** Takes the indexes down; but for those that keep keys and ids from being there twice. */
    public static LoadIndexes takeDown(Layer layer, Dialect dialect, JdbcTemplate jdbc) {
        List<Part> parts = dialect.loadIndexes(layer);
        parts.forEach(part -> jdbc.execute(part.drop()));
        return new LoadIndexes(
                jdbc, dialect.boxTable(layer), parts.stream().map(Part::build).toList());
    }

    /** Takes boxes of shapes: key, west, east, south, north. */
    public void addBoxes(BulkRows rows, List<List<@Nullable Object>> boxes) {
        if (boxTable != null) {
            rows.add(boxTable, List.of("id", "minx", "maxx", "miny", "maxy"), boxes);
        }
    }

    /** Builds them again. */
    public void build() {
        building.forEach(jdbc::execute);
    }
}
