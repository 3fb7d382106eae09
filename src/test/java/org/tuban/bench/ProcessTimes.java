package org.tuban.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.tuban.testing.PostgisServer;

/** What the kernel says about a process. Source: proc(5). */
final class ProcessTimes {

    /** USER_HZ, which is 100 on every Linux that has this. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private ProcessTimes() {}

    /** Seconds of CPU that a process has used. */
    static double of(long process) {
        List<String> stat = stat(process);
        return seconds(stat, USER) + seconds(stat, SYSTEM);
    }

    /** Seconds of CPU of a process and of all that it started, those that have ended too. */
    static double ofTree(long process) {
        List<String> stat = stat(process);
        double ended = seconds(stat, CHILDREN_USER) + seconds(stat, CHILDREN_SYSTEM);
        double living = ProcessHandle.of(process).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToDouble(child -> child.isAlive() ? of(child.pid()) : 0)
                .sum();
        return of(process) + ended + living;
    }

    /** The process of PostgreSQL that started all others. */
    static long ofServer(PostgisServer.Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return Long.parseLong(stat(row.getLong(1)).get(PARENT));
        }
    }

    /** A line of its status in megabytes, such as VmRSS or VmHWM. */
    static long megabytes(long process, String line) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                    .filter(text -> text.startsWith(line + ":"))
                    .map(text -> Long.parseLong(text.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0L);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** The fields after the program's name, which may hold anything. */
    private static List<String> stat(long process) {
        try {
            String text = Files.readString(Path.of("/proc/" + process + "/stat"));
            return List.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static double seconds(List<String> stat, int field) {
        return Long.parseLong(stat.get(field)) / TICKS_PER_SECOND;
    }
}
