package org.tuban.lineage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tuban.store.Dialect;

/** The SQL of lineage: only ever added to. */
@Component
class LineageStore {

    private static final String COLUMNS = """
            o.id, o.kind, o.layer, o.undoes, \
            (SELECT u.id FROM lineage_operation u WHERE u.undoes = o.id) AS undone_by, \
            o.reason, o.valid_from, o.recorded_at, o.recorded_by""";

    private final JdbcClient jdbc;
    private final Dialect dialect;

    LineageStore(JdbcClient jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    void insert(LineageOperation operation, long change) {
        jdbc.sql("""
                        INSERT INTO lineage_operation
                            (id, kind, layer, undoes, reason, valid_from, recorded_at, recorded_by, change)
                        VALUES (:id, :kind, :layer, :undoes, :reason, :validFrom, :recordedAt, :recordedBy, :change)""")
                .param("id", operation.id())
                .param("kind", operation.kind().id())
                .param("layer", operation.layer())
                .param("undoes", operation.undoes())
                .param("reason", operation.reason())
                .param("validFrom", dialect.bind(operation.validFrom()))
                .param("recordedAt", dialect.bind(operation.recordedAt()))
                .param("recordedBy", operation.recordedBy())
                .param("change", change)
                .update();
        int number = 0;
        for (LineageOperation.Item item : operation.items()) {
            jdbc.sql("""
                            INSERT INTO lineage (operation, number, role, kind, layer, item_id, version)
                            VALUES (:operation, :number, :role, :kind, :layer, :id, :version)""")
                    .param("operation", operation.id())
                    .param("number", ++number)
                    .param("role", item.role().id())
                    .param("kind", item.thing().id())
                    .param("layer", operation.layer())
                    .param("id", item.id())
                    .param("version", item.version())
                    .update();
        }
    }

    Optional<LineageOperation> find(String id) {
        return jdbc.sql("SELECT %s FROM lineage_operation o WHERE o.id = :id".formatted(COLUMNS))
                .param("id", id)
                .query((row, index) -> operation(row, items(id)))
                .optional();
    }

    /** Operations that features of a layer took part in, in the order in which they were written down. */
    List<LineageOperation> of(String layer, Collection<String> ids, int most) {
        return jdbc
                .sql("""
                        SELECT %s FROM lineage_operation o
                        WHERE o.id IN (
                            SELECT operation FROM lineage
                            WHERE kind = 'feature' AND layer = :layer AND item_id IN (:ids))
                        ORDER BY o.change LIMIT :most""".formatted(COLUMNS))
                .param("layer", layer)
                .param("ids", ids)
                .param("most", most)
                .query((row, index) -> operation(row, List.of()))
                .list()
                .stream()
                .map(found -> with(found, items(found.id())))
                .toList();
    }

    private List<LineageOperation.Item> items(String operation) {
        return jdbc.sql("SELECT role, kind, item_id, version FROM lineage WHERE operation = :operation ORDER BY number")
                .param("operation", operation)
                .query((row, index) -> new LineageOperation.Item(
                        LineageOperation.Role.of(row.getString(1)),
                        LineageOperation.Thing.of(row.getString(2)),
                        row.getString(3),
                        row.getLong(4)))
                .list();
    }

    private LineageOperation operation(ResultSet row, List<LineageOperation.Item> items) throws SQLException {
        @Nullable String undoes = row.getString(4);
        @Nullable String undoneBy = row.getString(5);
        return new LineageOperation(
                row.getString(1),
                OperationKind.of(row.getString(2)),
                row.getString(3),
                undoes,
                undoneBy,
                row.getString(6),
                dialect.readInstant(row, 7),
                dialect.readInstant(row, 8),
                row.getString(9),
                items);
    }

    private static LineageOperation with(LineageOperation found, List<LineageOperation.Item> items) {
        return new LineageOperation(
                found.id(),
                found.kind(),
                found.layer(),
                found.undoes(),
                found.undoneBy(),
                found.reason(),
                found.validFrom(),
                found.recordedAt(),
                found.recordedBy(),
                items);
    }
}
