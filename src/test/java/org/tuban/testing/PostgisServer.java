package org.tuban.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A private PostgreSQL server with PostGIS for tests: its own cluster in a temporary folder, on a free loopback port,
 * with a password nobody knows. Started once per JVM, stopped and removed when the JVM ends. Writes are synced as in
 * production, because tests of crashes and of parallel writes must see the real thing.
 *
 * <p>PostgreSQL refuses to run as root, so root starts it as the user {@code postgres}.
 */
public final class PostgisServer {
    private static final String TEMPLATE = "tuban_template";
    private static final String OWNER = "tuban";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final PostgresPrograms programs;
    private final Path folder;
    private final int port;
    private final String password;

    private PostgisServer(PostgresPrograms programs, Path folder, int port, String password) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.password = password;
    }

    /** How to reach one database. The user owns it and is no superuser, as in production. */
    public record Database(String url, String user, String password) {

        /** A connection that the caller closes. */
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(url, user, password);
        }
    }

    /**
     * The server of this JVM, started on the first call.
     *
     * @throws IllegalStateException if PostgreSQL or PostGIS is not installed or does not start; says what to install
     */
    public static PostgisServer get() {
        return Holder.SERVER;
    }

    /** A server of one's own, to be stopped and frozen at will; it ends with the JVM. */
    public static PostgisServer another() {
        return start();
    }

    /** Stops it as a crash does: nobody is told, nothing is tidied up. */
    public void crash() {
        programs.run(folder, "pg_ctl", "-D", data(), "-m", "immediate", "-t", "30", "-w", "stop");
    }

    /** Starts it again. */
    public void restart() {
        programs.run(folder, "pg_ctl", "-D", data(), "-l", log(), "-t", "60", "-w", "start");
    }

    /** Has all its processes stand still, so that it takes connections and never answers; {@code false} ends that. */
    public void freeze(boolean still) throws IOException {
        long first = Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).strip());
        ProcessHandle server = ProcessHandle.of(first).orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", still ? "-STOP" : "-CONT", Long.toString(first)));
        server.descendants().forEach(child -> command.add(Long.toString(child.pid())));
        new ProcessBuilder(command).inheritIO().start().onExit().join();
    }

    /** A fresh, empty database with the {@code postgis} extension. It lives until the JVM ends. */
    public Database createDatabase() {
        String name = "tuban_" + DATABASES.incrementAndGet();
        runAsSuperuser("postgres", "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " OWNER " + OWNER);
        return new Database(urlOf(name), OWNER, password);
    }

    /**
     * A database whose tables belong to another account than the one that serves.
     *
     * @param service the account that serves; it owns nothing
     * @param owner the account that owns the database and what is in it
     */
    public record OwnedDatabase(Database service, Database owner) {

        /** Settings that make a service use it. */
        public List<String> settings() {
            return List.of(
                    "--tuban.database.url=" + service.url(),
                    "--tuban.database.user=" + service.user(),
                    "--tuban.database.password=" + service.password(),
                    "--tuban.database.owner=" + owner.user(),
                    "--tuban.database.owner-password=" + owner.password());
        }
    }

    /** A fresh, empty database likewise, with two accounts of its own. */
    public OwnedDatabase createOwnedDatabase() {
        Database database = createDatabase();
        String name = database.url().substring(database.url().lastIndexOf('/') + 1);
        String user = name + "_service";
        runAsSuperuser("postgres", "CREATE ROLE " + user + " LOGIN PASSWORD '" + password + "'");
        return new OwnedDatabase(new Database(database.url(), user, password), database);
    }

    private static final class Holder {
        static final PostgisServer SERVER = start();
    }

    private static PostgisServer start() {
        PostgresPrograms programs = PostgresPrograms.find();
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        try {
            Path folder = Files.createTempDirectory("tuban-postgis-");
            var server = new PostgisServer(
                    programs, folder, freePort(), HexFormat.of().formatHex(secret));
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop-postgis"));
            server.makeCluster();
            server.programs.run(folder, "pg_ctl", "-D", server.data(), "-l", server.log(), "-t", "60", "-w", "start");
            server.makeTemplate();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeCluster() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), password, StandardCharsets.US_ASCII);
        UserPrincipal user = programs.user(folder);
        Files.setOwner(folder, user);
        Files.setOwner(secret, user);
        programs.run(
                folder,
                "initdb",
                "--pgdata=" + data(),
                "--username=postgres",
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8");
        String settings = """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 200
                """.formatted(port) + moreSettings();
        Files.writeString(folder.resolve("data/postgresql.conf"), settings, StandardOpenOption.APPEND);
    }

    /** Of a benchmark, such as {@code -Dtuban.postgres.settings=shared_buffers=1GB,jit=off}. */
    private static String moreSettings() {
        return System.getProperty("tuban.postgres.settings", "").replace(',', '\n') + "\n";
    }

    private void makeTemplate() {
        runAsSuperuser(
                "postgres",
                "CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + password + "'",
                "CREATE DATABASE " + TEMPLATE + " OWNER " + OWNER);
        runAsSuperuser(TEMPLATE, "CREATE EXTENSION postgis");
    }

    private void runAsSuperuser(String database, String... statements) {
        try (Connection connection = DriverManager.getConnection(urlOf(database), "postgres", password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The private PostgreSQL server refused: " + e.getMessage() + ". " + PostgresPrograms.INSTALL, e);
        }
    }

    private String urlOf(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String log() {
        return folder.resolve("server.log").toString();
    }

    private void stop() {
        if (Files.exists(folder.resolve("data/postmaster.pid"))) {
            programs.run(folder, "pg_ctl", "-D", data(), "-m", "fast", "-t", "30", "-w", "stop");
        }
        try (var paths = Files.walk(folder)) {
            List<Path> deepestFirst = new ArrayList<>(paths.toList());
            deepestFirst.sort((a, b) -> b.getNameCount() - a.getNameCount());
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not remove " + folder, e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
