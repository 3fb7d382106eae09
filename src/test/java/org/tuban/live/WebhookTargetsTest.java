package org.tuban.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls reach the public internet and what is allowed, and nothing inside, however an address is written. */
class WebhookTargetsTest {

    private static final AtomicInteger CONNECTIONS = new AtomicInteger();
    private static ServerSocket listener;

    @BeforeAll
    static void listen() throws IOException {
        listener = new ServerSocket(0);
        Thread thread = new Thread(WebhookTargetsTest::accept, "listener");
        thread.setDaemon(true);
        thread.start();
    }

    private static void accept() {
        while (!listener.isClosed()) {
            try (var connection = listener.accept()) {
                CONNECTIONS.incrementAndGet();
                connection.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                return;
            }
        }
    }

    @AfterAll
    static void close() throws IOException {
        listener.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "017700000001",
                "0",
                "0.0.0.0",
                "localhost",
                "localhost.",
                "LOCALHOST",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "127.0.0.1.",
                "user@127.0.0.1",
                "127.0.0.1%2f"
            })
    void neverConnectsToThisMachine(String host) {
        int before = CONNECTIONS.get();
        WebhookTargets targets = new WebhookTargets(settings(""), WebhookTargetsTest::addressesWithoutNameServer);
        WebhookCall call = new WebhookCall(targets, settings(""));
        for (String scheme : new String[] {"http", "https"}) {
            String url = "%s://%s:%d/hook".formatted(scheme, host, listener.getLocalPort());
            try {
                WebhookCall.Result result = call.post(targets.read(url), Map.of(), new byte[0]);
                assertThat(result.status()).as(url).isNull();
                assertThat(result.outcome()).as(url).startsWith("refused");
            } catch (WebhookTargets.RefusedTargetException refused) {
                assertThat(refused).hasMessageNotContaining(host);
            }
        }
        assertThat(CONNECTIONS.get()).as("connections to the listener").isEqualTo(before);
    }

    /** A final dot makes a name one for the name server, which would give this machine's address. */
    private static InetAddress[] addressesWithoutNameServer(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.100.100.200",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.0.1",
                "198.18.0.1",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.250",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1",
                "fec0::1"
            })
    void knowsEveryKindOfInnerAddress(String address) throws UnknownHostException {
        assertThat(WebhookTargets.isInside(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "114.114.114.114", "172.32.0.1", "2400:3200::1", "2606:4700::1111"})
    void letsThePublicInternetThrough(String address) throws UnknownHostException {
        assertThat(WebhookTargets.isInside(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void refusesANameOneOfWhoseAddressesIsInside() throws Exception {
        WebhookTargets targets = new WebhookTargets(settings(""), host ->
                new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")});
        URI url = targets.read("https://hooks.example/x");
        assertThatThrownBy(() -> targets.resolve(url)).isInstanceOf(WebhookTargets.RefusedTargetException.class);
    }

    @Test
    void asksForANameOnceAndConnectsToWhatItLookedAt() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        int before = CONNECTIONS.get();
        // The first answer is one that is allowed and where nobody listens, each further one is this machine.
        WebhookSettings settings = settings("127.0.0.2");
        WebhookTargets targets = new WebhookTargets(settings, host ->
                new InetAddress[] {InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1")});
        String url = "https://rebinding.example:%d/".formatted(freePort());
        WebhookCall.Result result = new WebhookCall(targets, settings).post(targets.read(url), Map.of(), new byte[0]);
        assertThat(result.status()).isNull();
        assertThat(asked).hasValue(1);
        assertThat(CONNECTIONS).hasValue(before);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    @Test
    void connectsInsideWhereTheSettingsAllowIt() throws Exception {
        int port = listener.getLocalPort();
        WebhookSettings settings = settings("127.0.0.1:" + port);
        WebhookTargets targets = new WebhookTargets(settings);
        WebhookCall call = new WebhookCall(targets, settings);
        URI url = targets.read("http://127.0.0.1:%d/hook".formatted(port));
        assertThat(call.post(url, Map.of(), new byte[0]).status()).isEqualTo(200);
        assertThatThrownBy(() -> targets.read("http://127.0.0.1:%d/hook".formatted(port + 1)))
                .isInstanceOf(WebhookTargets.RefusedTargetException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "hooks.example.cn", "ftp://hooks.example.cn", "http://hooks.example.cn",
                        "https://u:p@hooks.example.cn",
                "https://hooks.example.cn/#x", "file:///etc/passwd", "https:///x", "https://a b", "gopher://127.0.0.1",
                "https://hooks.example.cn:0/", "https://hooks.example.cn:65536/", "https://8.8.8.8:99999/"
            })
    void refusesAddressesThatAreNoneForCalls(String url) {
        WebhookTargets targets = new WebhookTargets(settings(""));
        assertThatThrownBy(() -> targets.read(url)).isInstanceOf(WebhookTargets.RefusedTargetException.class);
    }

    @Test
    void takesAnOrdinaryAddress() {
        WebhookTargets targets = new WebhookTargets(settings(""));
        assertThatCode(() -> targets.read("https://hooks.example.cn:8443/a/b?c=d"))
                .doesNotThrowAnyException();
    }

    private static WebhookSettings settings(String allow) {
        return new WebhookSettings(allow, Duration.ofSeconds(1), Duration.ofDays(1), Duration.ofSeconds(2));
    }
}
