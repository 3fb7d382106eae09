package org.tuban.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.springframework.util.FileSystemUtils;
import org.tuban.access.Accounts;
import org.tuban.access.Caller;
import org.tuban.access.NewAccount;
import org.tuban.access.Role;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.layer.DataFolder;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** What readers of the stream are told, the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class EventsIT {

    private static final Caller WRITER = Caller.system("test");
    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final String EVENTS = "/api/events";
    private static final String RESET = "reset";
    private static final Duration READING = Duration.ofSeconds(30);

    /** Layer that only signed-in accounts may see in this installation. */
    private static final String HIDDEN = "enterprise";

    private static Path folder;
    private static TubanServer server;

    EventsIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) throws IOException {
        folder = Files.createTempDirectory("tuban-live");
        DataFolder.copyOf(Path.of("data", "demo"), folder.resolve("data"))
                .replace("layers/" + HIDDEN + ".json", "\"visibility\": \"public\"", "\"visibility\": \"internal\"");
        server = TubanServer.start(
                backend,
                "--tuban.data=" + folder.resolve("data"),
                "--tuban.live.heartbeat=200ms",
                "--tuban.live.recheck=200ms",
                "--tuban.live.kept=1000",
                "--tuban.live.streams-per-client=8");
    }

    @AfterParameterizedClassInvocation
    static void stop() throws IOException {
        server.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void saysWhatChangedFromWhatToWhat() throws IOException {
        try (EventReader reader = EventReader.open(server, EVENTS, "Authorization", TubanServer.basic("planner"))) {
            await().until(() -> !reader.ids().isEmpty());
            Feature made = create("parcel", box(119.9));
            server.bean(Features.class)
                    .write(
                            made.ref(),
                            1,
                            new Edit(Operation.UPDATE, Map.of(), new Edit.Shape(box(119.95)), null, null, Map.of()),
                            WRITER);
            await().atMost(10, SECONDS).until(() -> count(reader, made) == 2);

            List<JsonNode> told = reader.messages().stream()
                    .map(EventReader.Message::data)
                    .filter(data -> data.path("id").asString().equals(made.ref().id()))
                    .toList();
            assertThat(told.get(0).has("oldBbox")).isFalse();
            assertThat(told.get(0).path("operation").asString()).isEqualTo("create");
            JsonNode moved = told.get(1);
            assertThat(moved.path("layer").asString()).isEqualTo("parcel");
            assertThat(moved.path("name").path("zh").asString())
                    .isEqualTo(made.ref().id());
            assertThat(moved.path("version").asInt()).isEqualTo(2);
            assertThat(moved.path("operation").asString()).isEqualTo("update");
            assertThat(moved.path("oldBbox").get(0).asDouble()).isEqualTo(119.9);
            assertThat(moved.path("bbox").get(0).asDouble()).isEqualTo(119.95);
            assertThat(moved.path("oldState").asString()).isEqualTo("SURVEYED");
            assertThat(moved.path("state").asString()).isEqualTo("SURVEYED");
            assertThat(moved.path("by").path("name").asString()).isEqualTo("test");
            assertThat(moved.has("recordedAt")).isTrue();
        }
    }

    @Test
    void doesNotTellThePublicWhoWrote() throws IOException {
        try (EventReader reader = EventReader.open(server, EVENTS)) {
            Feature made = create("parcel", null);
            await().atMost(10, SECONDS).until(() -> count(reader, made) == 1);
            assertThat(reader.messages()).noneMatch(message -> message.data().has("by"));
        }
    }

    @Test
    void goesOnAfterThePlaceThatAReaderHasHad() throws IOException {
        String place;
        try (EventReader reader = EventReader.open(server, EVENTS)) {
            Feature first = create("parcel", null);
            await().atMost(10, SECONDS).until(() -> count(reader, first) == 1);
            place = reader.messages().get(reader.messages().size() - 1).id();
        }
        Feature second = create("parcel", null);
        Feature third = create("parcel", null);
        try (EventReader byHeader = EventReader.open(server, EVENTS, "Last-Event-ID", place);
                EventReader byParameter = EventReader.open(server, EVENTS + "?after=" + place)) {
            for (EventReader reader : List.of(byHeader, byParameter)) {
                await().atMost(10, SECONDS).until(() -> count(reader, third) == 1);
                assertThat(reader.features())
                        .containsExactly(second.ref().id(), third.ref().id());
            }
        }
    }

    @Test
    void saysThatItCannotGoOnFromAPlaceItDoesNotHave() throws IOException {
        for (String place : List.of("zzz-zzz", "1-zzzzzzzz", "nonsense")) {
            try (EventReader reader = EventReader.open(server, EVENTS, "Last-Event-ID", place)) {
                await().atMost(10, SECONDS).until(() -> !reader.messages().isEmpty());
                assertThat(reader.messages().get(0).event()).isEqualTo(RESET);
                Feature made = create("parcel", null);
                await().atMost(10, SECONDS).until(() -> count(reader, made) == 1);
            }
        }
    }

    @Test
    void tellsOnlyWhatTheFiltersLetThrough() throws IOException {
        try (EventReader near = EventReader.open(server, EVENTS + "?bbox=119.0,29.0,119.2,29.2");
                EventReader villages = EventReader.open(server, EVENTS + "?layer=village");
                EventReader all = EventReader.open(server, EVENTS)) {
            Feature outside = create("parcel", box(119.9));
            Feature inside = create("parcel", box(119.1));
            await().atMost(10, SECONDS).until(() -> count(all, inside) == 1 && count(near, inside) == 1);
            assertThat(near.features()).doesNotContain(outside.ref().id());
            assertThat(villages.features()).isEmpty();
        }
    }

    @Test
    void doesNotTellAnonymousReadersOfAnInternalLayer() throws IOException {
        String layer = HIDDEN;
        try (EventReader anybody = EventReader.open(server, EVENTS);
                EventReader signedIn =
                        EventReader.open(server, EVENTS, "Authorization", TubanServer.basic("planner"))) {
            String hidden = "ENT-PK";
            log(layer, hidden, 1);
            Feature after = create("parcel", null);
            await().atMost(10, SECONDS).until(() -> count(anybody, after) == 1 && count(signedIn, after) == 1);
            assertThat(signedIn.features()).contains(hidden);
            assertThat(anybody.features()).doesNotContain(hidden);
            assertThat(server.get(EVENTS + "?layer=" + layer).statusCode()).isEqualTo(404);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void givesSignsOfLifeWithThePlace() throws IOException {
        try (EventReader reader = EventReader.open(server, EVENTS + "?layer=village")) {
            create("parcel", null);
            String place = PlaceText.of(server.bean(ChangeLog.class).last());
            await().atMost(10, SECONDS)
                    .until(() -> reader.signs().size() > 2 && reader.ids().contains(place));
            assertThat(reader.messages()).isEmpty();
        }
    }

    @Test
    void endsTheStreamOfAnAccountThatIsDisabled() throws IOException {
        String name = "reader" + SERIAL.incrementAndGet();
        Accounts accounts = server.bean(Accounts.class);
        accounts.create(new NewAccount(name, "Reader", java.util.Set.of(Role.VIEWER), List.of()), TubanServer.PASSWORD);
        try (EventReader reader = EventReader.open(server, EVENTS, "Authorization", TubanServer.basic(name))) {
            await().atMost(10, SECONDS).until(() -> reader.signs().size() > 2);
            assertThat(reader.hasEnded()).isFalse();
            accounts.changeEnabled(name, false);
            await().atMost(10, SECONDS).until(reader::hasEnded);
        }
    }

    @Test
    void hasTheHeadersThatKeepProxiesFromHoldingItBack() throws IOException {
        try (EventReader reader = EventReader.open(server, EVENTS, "Accept-Encoding", "gzip")) {
            assertThat(reader.headers().firstValue("X-Accel-Buffering")).hasValue("no");
            assertThat(reader.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
            assertThat(reader.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(reader.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("no-store", "no-transform");
        }
    }

    @Test
    void answersOtherMethodsAndFormats() {
        HttpRequest.Builder head =
                HttpRequest.newBuilder(server.uri(EVENTS)).method("HEAD", HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> answer = server.send(head.build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        assertThat(server.get(EVENTS, "Accept", "image/png").statusCode()).isEqualTo(406);
        assertThat(server.post(EVENTS, "{}").statusCode()).isEqualTo(405);
        assertThat(server.get(EVENTS + "?bbox=1,2").statusCode()).isEqualTo(400);
        assertThat(server.get(EVENTS + "?box=1").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesMoreStreamsOfOneClientThanAreAllowed() throws IOException {
        String who = TubanServer.basic("admin");
        List<EventReader> open = new java.util.ArrayList<>();
        try {
            for (int stream = 0; stream < 8; stream++) {
                open.add(EventReader.open(server, EVENTS, "Authorization", who));
            }
            assertThat(EventReader.statusOf(server, EVENTS, "Authorization", who))
                    .isEqualTo(429);
            open.remove(0).close();
            await().atMost(20, SECONDS).until(() -> EventReader.statusOf(server, EVENTS, "Authorization", who) == 200);
        } finally {
            for (EventReader reader : open) {
                reader.close();
            }
        }
    }

    @Test
    void listsWhatHappenedForThoseWithoutAStream() {
        String place = TubanServer.json(server.get("/api/changes")).path("next").asString();
        Feature first = create("parcel", null);
        Feature second = create("parcel", null);
        await().atMost(10, SECONDS)
                .until(() -> TubanServer.json(server.get("/api/changes?after=" + place))
                                .path("events")
                                .size()
                        >= 2);
        JsonNode page = TubanServer.json(server.get("/api/changes?limit=1&after=" + place));
        assertThat(page.path("events").get(0).path("id").asString())
                .isEqualTo(first.ref().id());
        assertThat(page.path("more").asBoolean()).isTrue();
        JsonNode rest = TubanServer.json(
                server.get("/api/changes?after=" + page.path("next").asString()));
        assertThat(rest.path("events").get(0).path("id").asString())
                .isEqualTo(second.ref().id());
        assertThat(TubanServer.json(server.get("/api/changes?after=zz-zz"))
                        .path(RESET)
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aReaderWhoTakesNothingCostsNoMoreThanItsPlace() throws IOException, SQLException {
        try (Socket slow = new Socket();
                EventReader quick = EventReader.open(server, EVENTS)) {
            slow.setReceiveBufferSize(4_096);
            slow.setSoTimeout(20_000);
            slow.connect(new InetSocketAddress("127.0.0.1", server.uri("/").getPort()));
            // By HTTP/1.0 the lines come as they are, not in chunks.
            slow.getOutputStream().write("GET /api/events HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).startsWith("HTTP/1.1 200");
            EventRing ring = server.bean(LiveEvents.class).ring();
            long from = ring.mark().number();
            String parcel = create("parcel", null).ref().id();
            for (int portion = 0; portion < 20; portion++) {
                log("parcel", parcel, 1_000);
            }
            await().atMost(60, SECONDS).until(() -> ring.mark().number() >= from + 20_000);
            String last = create("parcel", null).ref().id();
            await().atMost(20, SECONDS).until(() -> quick.features().contains(last));
            long end = ring.mark().number();
            assertThat(ring.from(end - 1_000, 2_000).orElseThrow()).hasSize(1_000);
            assertThat(ring.from(end - 1_001, 2_000)).as("of 20 000").isEmpty();
            assertTimeoutPreemptively(READING, () -> skipTo(lines, "fell-behind"), "when it reads again");
            String next = create("parcel", null).ref().id();
            assertTimeoutPreemptively(READING, () -> skipTo(lines, next), "after what it has missed");
        }
    }

    private static void skipTo(BufferedReader lines, String text) {
        assertThat(lines.lines().anyMatch(line -> line.contains(text))).as(text).isTrue();
    }

    private static long count(EventReader reader, Feature feature) {
        return reader.features().stream().filter(feature.ref().id()::equals).count();
    }

    private static Geometry box(double west) {
        return new GeometryFactory().toGeometry(new Envelope(west, west + 0.001, 29.1, 29.101));
    }

    private static Feature create(String layer, Geometry shape) {
        String id = "LIVE-" + SERIAL.incrementAndGet();
        Map<String, Object> values = Map.of(
                "name",
                id,
                "status",
                "SURVEYED",
                "geometry_accuracy",
                shape == null ? "none" : "digitised",
                "source",
                "src-tuban-example");
        Edit edit =
                new Edit(Operation.CREATE, values, shape == null ? null : new Edit.Shape(shape), null, null, Map.of());
        return server.bean(Features.class).create(new FeatureRef(layer, id), edit, WRITER);
    }

    /** Adds rows to the log as a program would that knows nothing of this service. */
    private static void log(String layer, String id, int rows) throws SQLException {
        try (Connection connection = server.bean(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int row = 0; row < rows; row++) {
                statement.addBatch("""
                        INSERT INTO change_log (kind, layer, item_id, version, operation, recorded_at, recorded_by)
                        VALUES ('feature', '%s', '%s', 1, 'create', '2026-01-01T00:00:00.000Z', 'test')""".formatted(layer, id));
            }
            statement.executeBatch();
            connection.commit();
        }
    }
}
