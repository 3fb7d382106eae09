package org.tuban.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.attachment.TestPhotos;
import org.tuban.bench.ServiceProcess;
import org.tuban.testing.Backend;

/** A service that is told to stop while somebody sends a photo and others listen to what happens. */
class StoppingIT {

    private static final int PATIENCE_SECONDS = 60;
    private static final String PHOTOS = "/api/features/parcel/PCL-FSX-01/attachments";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path home;

    /** The second half of a body, which is not there before it is let go. */
    private static final class Late extends InputStream {

        private final InputStream half;
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch gone = new CountDownLatch(1);

        Late(byte[] half) {
            this.half = new ByteArrayInputStream(half);
        }

        @Override
        public int read() throws IOException {
            asked.countDown();
            try {
                gone.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException(stopped);
            }
            return half.read();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void answersWhatItHasBegunAndLetsListenersGo(Backend backend) throws Exception {
        List<String> settings = Stream.concat(backend.settings(home).stream(), Stream.of("--tuban.demo=true"))
                .toList();
        byte[] photo = TestPhotos.jpeg();
        Late rest = new Late(Arrays.copyOfRange(photo, photo.length / 2, photo.length));
        try (ServiceProcess service = ServiceProcess.start(home, "512m", settings)) {
            HttpResponse<InputStream> stream =
                    http.send(HttpRequest.newBuilder(service.uri("/api/events")).build(), BodyHandlers.ofInputStream());
            CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(() -> all(stream.body()));
            CompletableFuture<HttpResponse<String>> sent = http.sendAsync(
                    asPlanner(service, PHOTOS + "?name=photo.jpg")
                            .header("Content-Type", "image/jpeg")
                            // The body follows when the service has begun to answer.
                            .expectContinue(true)
                            .POST(BodyPublishers.ofInputStream(() -> new SequenceInputStream(
                                    new ByteArrayInputStream(photo, 0, photo.length / 2), rest)))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(rest.asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);
            assertThat(service.said(Pattern.compile("Commencing graceful shutdown"), PATIENCE_SECONDS))
                    .isPresent();
            assertThat(heard.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(service.uri("/")).build(), BodyHandlers.discarding()))
                    .as("takes nothing new")
                    .isInstanceOf(ConnectException.class);
            assertThat(sent).isNotDone();
            rest.gone.countDown();

            HttpResponse<String> answer = sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            stopped.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(service.said(Pattern.compile("Graceful shutdown complete"), PATIENCE_SECONDS))
                    .as("nothing was cut off")
                    .isPresent();
        } finally {
            rest.gone.countDown();
        }
    }

    private static HttpRequest.Builder asPlanner(ServiceProcess service, String path) {
        byte[] account = ("planner:" + ServiceProcess.PASSWORD).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(service.uri(path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(account));
    }

    private static byte[] all(InputStream body) {
        try (body) {
            return body.readAllBytes();
        } catch (IOException broken) {
            throw new AssertionError("the stream was broken off instead of ended", broken);
        }
    }
}
