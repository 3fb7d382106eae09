package org.tuban.store;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees that the file is there and that what is committed reaches the disk.
 *
 * <p>As long as commits succeed they are proof enough. After one that failed, as on a full disk, a small write is tried
 * each time somebody asks, until one succeeds.
 */
final class GeoPackageWatch implements StoreWatch {

    private final Path file;
    private final GroupCommit commits;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate writes;

    GeoPackageWatch(Path file, GroupCommit commits) {
        this.file = file;
        this.commits = commits;
        this.jdbc = new JdbcTemplate(commits.dataSource());
        this.writes = new TransactionTemplate(commits);
    }

    @Override
    public @Nullable String trouble() {
        if (!Files.isWritable(file)) {
            return "the GeoPackage is not there or cannot be written";
        }
        if (commits.trouble() == null) {
            return null;
        }
        try {
            // Pages are taken and given back, so that a full disk shows.
            writes.executeWithoutResult(status -> {
                jdbc.execute("CREATE TABLE tuban_probe AS SELECT zeroblob(65536) AS room");
                jdbc.execute("DROP TABLE tuban_probe");
            });
            return null;
        } catch (DataAccessException | TransactionException still) {
            return "the GeoPackage cannot be written: " + still.getMessage();
        }
    }
}
