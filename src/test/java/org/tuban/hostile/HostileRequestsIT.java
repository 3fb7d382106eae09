package org.tuban.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.testing.Backend;
import org.tuban.testing.RawHttp;
import org.tuban.testing.TubanServer;

/** A thousand hostile requests: no server error, no leak, no connection opened, and the service goes on. */
@ParameterizedClass
@EnumSource(Backend.class)
class HostileRequestsIT {

    private static final long SEED = 20_261_123;

    private static TubanServer server;

    HostileRequestsIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
        // Credentials that were right once are not counted among the failures that other requests make.
        server.get("/api/session", "Authorization", TubanServer.basic("admin"));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    void answersEveryOneWithoutServerErrorLeakOrConnection() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listener.configureBlocking(false);
            String address = "127.0.0.1:" + listener.socket().getLocalPort();
            List<HostileRequest> requests = HostileRequests.all(SEED, address);
            assertThat(requests).hasSizeGreaterThan(1_000);

            Map<String, List<HostileRequest>> families =
                    requests.stream().collect(Collectors.groupingBy(HostileRequest::family));
            assertThat(families).hasSizeGreaterThan(20);
            SoftAssertions all = new SoftAssertions();
            for (List<HostileRequest> family : families.values()) {
                for (HostileRequest request : family) {
                    all.check(() -> Answers.assertHarmless(answer(request), request));
                }
                assertThat(server.get("/ogc/collections/parcel/items").statusCode())
                        .isEqualTo(200);
            }
            all.assertAll();

            assertThat(listener.accept()).as("a connection to " + address).isNull();
        }
    }

    private static RawHttp.Answer answer(HostileRequest request) {
        int port = server.uri("/").getPort();
        try {
            return new RawHttp(port).send(request.bytes(port));
        } catch (IOException none) {
            throw new AssertionError(request + " has no answer", none);
        }
    }
}
