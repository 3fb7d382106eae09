package org.tuban.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call sends, and that it ends, whatever the target does. */
class WebhookCallTest {

    private static final Duration TIMEOUT = Duration.ofMillis(700);

    private ServerSocket target;
    private WebhookCall call;

    @BeforeEach
    void listen() throws IOException {
        target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        WebhookSettings settings = new WebhookSettings("127.0.0.1", Duration.ofSeconds(1), Duration.ofDays(1), TIMEOUT);
        call = new WebhookCall(new WebhookTargets(settings), settings);
    }

    @AfterEach
    void close() throws IOException {
        target.close();
    }

    /** The first bytes of an answer, or of a handshake, that never comes to its end. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void endsInTimeThoughTheTargetSaysAByteNowAndThen(String scheme) {
        CompletableFuture<Void> dripping = CompletableFuture.runAsync(() -> drip(scheme.equals("http")));

        WebhookCall.Result result = assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> call.post(address(scheme, "/"), Map.of(), new byte[] {'{', '}'}));

        assertThat(result.status()).isNull();
        assertThat(result.outcome()).isEqualTo("no answer in time");
        assertThat(dripping).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void asksForAPathInChineseAsItIsEncoded() {
        CompletableFuture<String> asked = CompletableFuture.supplyAsync(this::answer);

        WebhookCall.Result result = call.post(address("http", "/钩子?对象=图斑"), Map.of(), new byte[] {'{', '}'});

        assertThat(result.status()).isEqualTo(204);
        assertThat(asked)
                .succeedsWithin(10, TimeUnit.SECONDS)
                .isEqualTo("POST /%E9%92%A9%E5%AD%90?%E5%AF%B9%E8%B1%A1=%E5%9B%BE%E6%96%91 HTTP/1.1");
    }

    private URI address(String scheme, String path) {
        return URI.create("%s://127.0.0.1:%d%s".formatted(scheme, target.getLocalPort(), path));
    }

    /** Says a byte every tenth of a second until nobody listens any more. */
    private void drip(boolean words) {
        // A record of TLS with a handshake of 4096 bytes in it.
        byte[] begin = words ? "HTTP".getBytes(StandardCharsets.US_ASCII) : new byte[] {22, 3, 3, 16, 0, 2, 0, 15, -4};
        try (Socket connection = target.accept()) {
            connection.getOutputStream().write(begin);
            while (!target.isClosed()) {
                connection.getOutputStream().write(words ? 'x' : 3);
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (IOException gone) {
            // That is what it waits for.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private String answer() {
        try (Socket connection = target.accept();
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            String first = in.readLine();
            connection.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return first;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
