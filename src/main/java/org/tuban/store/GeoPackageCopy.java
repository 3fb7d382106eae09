package org.tuban.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Copies a GeoPackage. */
final class GeoPackageCopy implements StoreCopy {

    private final Path store;

    GeoPackageCopy(Path store) {
        this.store = store;
    }

    @Override
    public String kind() {
        return "geopackage";
    }

    /** VACUUM INTO copies what one reader sees, while others write. Source: SQLite documentation, "VACUUM". */
    @Override
    public Map<String, Long> save(Path file) throws IOException {
        if (!Files.exists(store)) {
            throw new Refusal("there is no store at " + store);
        }
        try (Connection connection = open(store);
                PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, file.toString());
            copy.execute();
        } catch (SQLException refused) {
            Files.deleteIfExists(file);
            throw new Refusal("the store could not be copied: " + refused.getMessage(), refused);
        }
        force(file);
        return checked(file);
    }

    @Override
    public boolean isEmpty() {
        if (!Files.exists(store)) {
            return true;
        }
        try (Connection connection = open(store)) {
            return !tables(connection).contains("change_log") || count(connection, "change_log") == 0;
        } catch (SQLException broken) {
            // What cannot be read may be all that is left of somebody's work.
            return false;
        }
    }

    @Override
    public @Nullable String inUseBy() {
        return SoleUse.isHeldByAnother(store) ? "another program" : null;
    }

    @Override
    public Map<String, Long> restore(Path file, Path aside) throws IOException {
        Files.createDirectories(store.getParent());
        Path fresh = store.resolveSibling(store.getFileName() + ".restoring");
        Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
        Map<String, Long> counts = checked(fresh);
        force(fresh);
        if (Files.exists(store)) {
            checkpoint();
            Files.move(store, aside);
        }
        Files.move(fresh, store, StandardCopyOption.ATOMIC_MOVE);
        force(Objects.requireNonNull(store.toAbsolutePath().getParent()));
        return counts;
    }

    /** What still lies in the log beside the old file goes into it, or it would be taken for the new file's. */
    private void checkpoint() throws IOException {
        try (Connection connection = open(store);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException broken) {
            throw new Refusal(
                    "the store that is there cannot be read; move %s and the files beside it away first"
                            .formatted(store),
                    broken);
        }
        for (String beside : List.of("-wal", "-shm")) {
            Files.deleteIfExists(store.resolveSibling(store.getFileName() + beside));
        }
    }

    private static Map<String, Long> checked(Path file) {
        try (Connection connection = open(file);
                Statement statement = connection.createStatement()) {
            try (ResultSet state = statement.executeQuery("PRAGMA integrity_check(1)")) {
                if (!state.next() || !state.getString(1).equals("ok")) {
                    throw new Refusal("the copy is damaged: " + state.getString(1));
                }
            }
            Map<String, Long> counts = new TreeMap<>();
            for (String table : tables(connection)) {
                counts.put(table, count(connection, table));
            }
            return counts;
        } catch (SQLException broken) {
            throw new Refusal("the copy cannot be read: " + broken.getMessage(), broken);
        }
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery("""
                        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                        AND name NOT LIKE 'rtree\\_%' ESCAPE '\\'""")) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return tables;
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM \"%s\"".formatted(table))) {
            return count.next() ? count.getLong(1) : 0;
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
