package org.tuban.attachment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureRef;
import org.tuban.store.Dialect;

/** The SQL of attachments. */
@Component
class AttachmentStore {

    private static final String COLUMNS = """
            id, layer, feature_id, name, media_type, size, sha256, taken_at, longitude, latitude, added_at, added_by""";

    private final JdbcClient jdbc;
    private final Dialect dialect;

    AttachmentStore(JdbcClient jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
    }

    void insert(Attachment attachment, byte[] bytes, long change) {
        jdbc.sql("INSERT INTO attachment (%s, bytes, change) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        .formatted(COLUMNS))
                .param(attachment.id())
                .param(attachment.feature().layer())
                .param(attachment.feature().id())
                .param(attachment.name())
                .param(attachment.type().mediaType())
                .param(attachment.size())
                .param(attachment.sha256())
                .param(attachment.takenAt())
                .param(attachment.longitude())
                .param(attachment.latitude())
                .param(dialect.bind(attachment.addedAt()))
                .param(attachment.addedBy())
                .param(bytes)
                .param(change)
                .update();
    }

    /** Those of a feature, in the order they were added. */
    List<Attachment> of(FeatureRef feature) {
        return jdbc.sql("SELECT %s FROM attachment WHERE layer = ? AND feature_id = ? ORDER BY number"
                        .formatted(COLUMNS))
                .param(feature.layer())
                .param(feature.id())
                .query((row, index) -> attachment(row))
                .list();
    }

    Optional<Attachment> find(String id) {
        return jdbc.sql("SELECT %s FROM attachment WHERE id = ?".formatted(COLUMNS))
                .param(id)
                .query((row, index) -> attachment(row))
                .optional();
    }

    byte[] bytes(String id) {
        return jdbc.sql("SELECT bytes FROM attachment WHERE id = ?")
                .param(id)
                .query((row, index) -> row.getBytes(1))
                .single();
    }

    private Attachment attachment(ResultSet row) throws SQLException {
        return new Attachment(
                row.getString(1),
                new FeatureRef(row.getString(2), row.getString(3)),
                row.getString(4),
                FileType.named(row.getString(5)).orElseThrow(),
                row.getLong(6),
                row.getString(7),
                row.getString(8),
                number(row, 9),
                number(row, 10),
                dialect.readInstant(row, 11),
                row.getString(12));
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? null : number;
    }
}
