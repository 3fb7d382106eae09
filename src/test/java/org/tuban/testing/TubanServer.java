package org.tuban.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;
import org.tuban.Tuban;
import org.tuban.feature.ChangeLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole service in this process, on loopback and a free port, with a store of its own that goes when it closes. */
public final class TubanServer implements AutoCloseable {

    /** Password of the demo accounts of every service under test. */
    public static final String PASSWORD = "correct-horse-battery-staple";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path home;
    private final List<String> settings;
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private TubanServer(Path home, List<String> settings, ConfigurableApplicationContext context) {
        this.home = home;
        this.settings = settings;
        this.context = context;
    }

    /** Starts a service with the demo data; further settings as {@code --name=value}. */
    public static TubanServer start(Backend backend, String... settings) {
        Path home = temporaryFolder();
        List<String> all = new ArrayList<>(backend.settings(home));
        all.addAll(List.of(settings));
        return start(home, all);
    }

    /** Starts a service with the demo data on a database; further settings as {@code --name=value}. */
    public static TubanServer startOn(PostgisServer.OwnedDatabase database, String... settings) {
        Path home = temporaryFolder();
        List<String> all = new ArrayList<>(database.settings());
        all.add("--tuban.database.home=" + home);
        all.addAll(List.of(settings));
        return start(home, all);
    }

    /** Starts a service with the demo data on a database of PostGIS. */
    public static TubanServer start(PostgisServer.Database database, String... settings) {
        Path home = temporaryFolder();
        List<String> all = new ArrayList<>(Backend.settings(home, database));
        all.addAll(List.of(settings));
        return start(home, all);
    }

    /** Starts a service with the demo data that takes the time from a clock which a test moves. */
    public static TubanServer start(Backend backend, ShiftedClock clock, String... settings) {
        Path home = temporaryFolder();
        List<String> all = new ArrayList<>(backend.settings(home));
        all.addAll(List.of(settings));
        return start(home, all, clock);
    }

    /** Starts a service with the demo data on a store of one's own; its folder goes when it closes, the store stays. */
    public static TubanServer startOn(List<String> settings) {
        return start(temporaryFolder(), settings);
    }

    /** Starts another service on the same home, as after a restart. The earlier one must be stopped. */
    public static TubanServer startIn(Path home, String... settings) {
        List<String> all = new ArrayList<>(Backend.GEOPACKAGE.settings(home));
        all.addAll(List.of(settings));
        return start(home, all);
    }

    /** Starts another service on the same database as a running one, with the same settings; PostGIS only. */
    public static TubanServer startBeside(TubanServer first) {
        return startBeside(first, new ShiftedClock());
    }

    /** The same, with the time from a clock which a test moves. */
    public static TubanServer startBeside(TubanServer first, ShiftedClock clock) {
        if (first.settings.stream().noneMatch(setting -> setting.startsWith("--tuban.database.url="))) {
            throw new IllegalArgumentException("one service at a time opens a GeoPackage");
        }
        Path home = temporaryFolder();
        List<String> all = new ArrayList<>(first.settings);
        all.add("--tuban.database.home=" + home);
        all.removeIf(setting -> setting.equals("--tuban.database.home=" + first.home));
        return start(home, all, clock);
    }

    private static TubanServer start(Path home, List<String> settings) {
        return start(home, settings, new ShiftedClock());
    }

    private static TubanServer start(Path home, List<String> settings, ShiftedClock clock) {
        // Tests send more in a second than a client may; the test of the rates sets them low again.
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--tuban.demo-password=" + PASSWORD,
                "--spring.main.banner-mode=off",
                "--tuban.rates.anonymous=100000",
                "--tuban.rates.tiles=100000",
                "--tuban.rates.signed-in=100000",
                "--tuban.rates.writes=100000"));
        if (settings.stream().noneMatch(setting -> setting.startsWith("--tuban.idle-rule."))) {
            // The demo's parcels stay as they are, whatever day it is; the test of the rule turns it on.
            all.add("--tuban.idle-rule.daily=false");
        }
        all.addAll(settings);
        return new TubanServer(
                home,
                settings,
                new SpringApplicationBuilder(Tuban.class)
                        .initializers(context -> ((GenericApplicationContext) context)
                                .registerBean("shiftedClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)))
                        .run(all.toArray(String[]::new)));
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("tuban-test");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Address of a path of this service; the path begins with a slash and is escaped already. */
    public URI uri(String path) {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** A bean of the service. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The folder that holds {@code var/}. */
    public Path home() {
        return home;
    }

    /** The file of the embedded store. */
    public Path geoPackage() {
        return home.resolve("var").resolve("tuban.gpkg");
    }

    /** Value of an Authorization header by which a demo account signs in. */
    public static String basic(String account) {
        byte[] pair = (account + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Asks for a path with headers given as name, value, name, value. */
    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    /** Sends JSON to a path with headers given as name, value, name, value. */
    public HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Sends a request as it is. */
    public HttpResponse<String> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Sends a request as it is, for an answer that may be no text. */
    public HttpResponse<byte[]> sendForBytes(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Waits until the log of changes tells all there is: it holds the newest back while another transaction is open. */
    public void awaitSettledLog() {
        JdbcTemplate jdbc = bean(JdbcTemplate.class);
        ChangeLog log = bean(ChangeLog.class);
        await().until(() -> Objects.equals(
                jdbc.queryForObject("SELECT count(*) FROM change_log", Integer.class),
                log.after(ChangeLog.Place.START, Integer.MAX_VALUE).size()));
    }

    /** Sends a request as it is, for an answer that may not end; the caller closes its body. */
    public HttpResponse<InputStream> sendForStream(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The body as JSON. */
    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Stops the service and leaves its folder, so that another can be started in it. */
    public void stop() {
        context.close();
    }

    @Override
    public void close() {
        context.close();
        try {
            FileSystemUtils.deleteRecursively(home);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
