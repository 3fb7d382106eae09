package org.tuban.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tuban.access.Accounts;
import org.tuban.access.Caller;
import org.tuban.access.NewAccount;
import org.tuban.access.Role;
import org.tuban.access.Standing;
import org.tuban.feature.Edit;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** What goes wrong with one reader is no matter of the others. */
class EventStreamsIT {

    private static final Caller WRITER = Caller.system("test");
    private static final Caller VIEWER = new Caller("viewer", "Viewer", Set.of(Role.VIEWER), true);
    private static final String EVENTS = "/api/events";
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private static TubanServer server;
    private static EventStreams streams;

    @BeforeAll
    static void start() {
        server = TubanServer.start(
                Backend.GEOPACKAGE, "--tuban.live.recheck=200ms", "--tuban.live.streams-per-client=8");
        streams = server.bean(EventStreams.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aStreamThatCannotBeginGivesItsPlaceBack() {
        int before = streams.count();
        for (int attempt = 0; attempt < 20; attempt++) {
            streams.enter("gone");
            AsyncContext connection = proxy(AsyncContext.class, Map.of());
            assertThatThrownBy(() -> begin("gone", connection, () -> true)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(streams.count()).isEqualTo(before);
    }

    @Test
    void aSocketThatFailsInAWayOfItsOwnEndsItsReaderOnly() throws IOException {
        int before = streams.count();
        BrokenSocket broken = new BrokenSocket();
        try (EventReader other = EventReader.open(server, EVENTS)) {
            streams.enter("broken");
            begin("broken", broken.connection(), () -> true);
            assertThat(streams.count()).isEqualTo(before + 2);
            broken.breaks.set(true);

            String first = create();

            await().atMost(10, SECONDS).until(() -> streams.count() == before + 1);
            String second = create();
            await().atMost(10, SECONDS).until(() -> other.features().containsAll(List.of(first, second)));
        }
    }

    @Test
    void aReaderOfWhomNothingCanBeSaidIsNotToldMoreAndTheOthersAreAskedAbout() throws IOException {
        String name = "reader" + SERIAL.incrementAndGet();
        Accounts accounts = server.bean(Accounts.class);
        accounts.create(new NewAccount(name, "Reader", Set.of(Role.VIEWER), List.of()), TubanServer.PASSWORD);
        int before = streams.count();
        try (EventReader reader = EventReader.open(server, EVENTS, "Authorization", TubanServer.basic(name))) {
            streams.enter("unknown");
            begin("unknown", new BrokenSocket().connection(), () -> {
                throw new IllegalStateException("nobody expected this");
            });
            await().atMost(10, SECONDS).until(() -> streams.count() == before + 1);

            accounts.changeEnabled(name, false);

            await().atMost(10, SECONDS).until(reader::hasEnded);
        }
    }

    /** One thread tells all readers: it must not wait for the database because of each. */
    @Test
    void theDatabaseIsNotAskedWhoMaySeeWhatAllSignedInDo() throws SQLException {
        create();
        await().atMost(10, SECONDS)
                .until(() -> server.bean(LiveEvents.class).ring().mark().number() > 0);
        LiveEvents.Begin now = server.bean(LiveEvents.class).now();
        LiveEvent event = server.bean(LiveEvents.class)
                .ring()
                .from(now.mark().number() - 1, 1)
                .orElseThrow()
                .get(0);
        assertThat(event.layer()).as("has a field that is restricted").isEqualTo("parcel");
        DataSource database = server.bean(DataSource.class);
        Connection closed = database.getConnection();
        closed.close();
        TransactionSynchronizationManager.bindResource(database, new ConnectionHolder(closed));
        try {
            assertThat(server.bean(EventSights.class).of(VIEWER).test(event)).isTrue();
        } finally {
            TransactionSynchronizationManager.unbindResource(database);
        }
    }

    private static void begin(String client, AsyncContext connection, Standing standing) throws IOException {
        EventFilter all = new EventFilter(Caller.ANONYMOUS, Set.of(), List.of());
        streams.begin(
                client,
                new EventStream.Reader(connection, all, () -> event -> true, standing),
                server.bean(LiveEvents.class).now());
    }

    private static String create() {
        String id = "STREAM-" + SERIAL.incrementAndGet();
        Map<String, Object> values =
                Map.of("name", id, "status", "SURVEYED", "geometry_accuracy", "none", "source", "src-tuban-example");
        Edit edit = new Edit(Operation.CREATE, values, null, null, null, Map.of());
        server.bean(Features.class).create(new FeatureRef("parcel", id), edit, WRITER);
        return id;
    }

    /** A connection that takes nothing, and one day throws what no connection should. */
    private static final class BrokenSocket extends ServletOutputStream {

        private final AtomicBoolean breaks = new AtomicBoolean();

        AsyncContext connection() {
            ServletResponse response = proxy(ServletResponse.class, Map.of("getOutputStream", this));
            return proxy(AsyncContext.class, Map.of("getResponse", response, "complete", "", "setTimeout", ""));
        }

        @Override
        public boolean isReady() {
            if (breaks.get()) {
                throw new IllegalStateException("nobody expected this");
            }
            return false;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            try {
                listener.onWritePossible();
            } catch (IOException never) {
                throw new IllegalStateException(never);
            }
        }

        @Override
        public void write(int one) {
            throw new IllegalStateException("it was not ready");
        }
    }

    /** Answers some methods; the others, but those that only listen, fail. */
    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            if (method.getName().equals("addListener")) {
                return null;
            }
            Object answer = answers.get(method.getName());
            if (answer == null) {
                throw new IllegalStateException(method.getName());
            }
            return method.getReturnType() == void.class ? null : answer;
        }));
    }
}
