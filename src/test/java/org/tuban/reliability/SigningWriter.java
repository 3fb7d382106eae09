package org.tuban.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tuban.attachment.TestPhotos;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client who reports the signing of one parcel of his own and attaches photos, and remembers what he was told.
 *
 * <p>Each request has an Idempotency-Key. One that was not answered, or answered 503, is sent again until it is.
 */
final class SigningWriter {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PHOTO_EVERY = 4;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String authorization;
    private final String parcel;

    /** Where the service is; it may come back at another port. */
    private volatile Function<String, URI> service;

    private volatile long versions;
    private volatile int photos;
    private int steps;
    private Sent inDoubt;

    /** What was sent: the kind, its key and its version. */
    private record Sent(boolean photo, String key, long version) {}

    SigningWriter(Function<String, URI> service, String password, String parcel) {
        this.service = service;
        this.parcel = parcel;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(("planner:" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Makes the parcel and takes it to the state in which signing is reported. */
    void begin() throws IOException, InterruptedException {
        HttpResponse<String> made =
                send("/ogc/collections/parcel/items", "application/geo+json", "", "make-" + parcel, """
                {"type":"Feature","id":"%s","geometry":{"type":"Polygon","coordinates":
                [[[121.266,28.62],[121.267,28.62],[121.267,28.621],[121.266,28.621],[121.266,28.62]]]},
                "properties":{"name":"%s","geometry_accuracy":"schematic","source":"src-tuban-example"}}""".formatted(
                                parcel, parcel)
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        versions = 1;
        take(
                "{\"to\":\"CONSULTED\",\"evidence\":{\"consulted_on\":\"2024-01-02\",\"households_total\":100000,\"firms_total\":0}}");
        take(
                "{\"to\":\"SIGNING\",\"evidence\":{\"signing_from\":\"2024-01-03\",\"households_total\":100000,\"households_signed\":0,\"firms_total\":0,\"firms_signed\":0}}");
    }

    private void take(String step) throws IOException, InterruptedException {
        HttpResponse<String> taken = transition(step, versions, "step-" + parcel + "-" + versions);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        versions++;
    }

    /** Where the service is from now on. */
    void moveTo(Function<String, URI> address) {
        service = address;
    }

    /**
     * Sends what is in doubt again, or else the next thing.
     *
     * @return the status of the answer: 2xx, or 503
     * @throws IOException if there was none; then it is in doubt
     * @throws AssertionError at any other answer, or at one that is not that of the first sending
     */
    int next() throws IOException, InterruptedException {
        if (inDoubt == null) {
            inDoubt = new Sent(steps++ % PHOTO_EVERY == 0, UUID.randomUUID().toString(), versions);
        }
        HttpResponse<String> answer =
                inDoubt.photo() ? photo(inDoubt.key()) : transition(progress(), inDoubt.version(), inDoubt.key());
        if (answer.statusCode() == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            return 503;
        }
        if (inDoubt.photo()) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            photos++;
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("ETag")).contains("\"%d\"".formatted(versions + 1));
            versions++;
        }
        inDoubt = null;
        return answer.statusCode();
    }

    private String progress() {
        return "{\"to\":\"SIGNING\",\"evidence\":{\"households_signed\":%d,\"firms_signed\":0}}".formatted(versions);
    }

    private HttpResponse<String> photo(String key) throws IOException, InterruptedException {
        return send(address("/attachments?name=photo.jpg"), "image/jpeg", "", key, TestPhotos.jpeg());
    }

    private HttpResponse<String> transition(String step, long version, String key)
            throws IOException, InterruptedException {
        return send(
                address("/transitions"),
                "application/json",
                "\"%d\"".formatted(version),
                key,
                step.getBytes(StandardCharsets.UTF_8));
    }

    private String address(String rest) {
        return "/api/features/parcel/" + parcel + rest;
    }

    private HttpResponse<String> send(String path, String type, String ifMatch, String key, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.apply(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", authorization)
                .header("Content-Type", type)
                .header("Idempotency-Key", '"' + key + '"')
                .POST(BodyPublishers.ofByteArray(body));
        if (!ifMatch.isEmpty()) {
            request.header("If-Match", ifMatch);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Reads the parcel; gives the status, and makes sure that an answer of 200 is right. */
    int look() throws IOException, InterruptedException {
        long known = versions;
        HttpResponse<String> answer = get(address(""));
        if (answer.statusCode() == 200) {
            long shown = JSON.readTree(answer.body()).at("/feature/version").asLong(-1);
            String tag = answer.headers().firstValue("ETag").orElseThrow();
            assertThat(Long.parseLong(tag.replace("\"", ""))).isBetween(known, known + 1);
            assertThat(shown).isIn(-1L, known, known + 1);
        }
        return answer.statusCode();
    }

    /** How many writes were acknowledged. */
    long acknowledged() {
        return versions + photos;
    }

    /** Makes sure that all that was acknowledged is there, and nothing else. */
    void check() throws IOException, InterruptedException {
        assertThat(inDoubt).as("nothing is in doubt").isNull();
        JsonNode history = JSON.readTree(get(address("/history")).body()).get("entries");
        assertThat(history.valueStream()
                        .map(entry -> entry.get("version").longValue())
                        .sorted()
                        .toList())
                .as(parcel)
                .isEqualTo(IntStream.rangeClosed(1, (int) versions)
                        .mapToObj(Long::valueOf)
                        .toList());
        assertThat(JSON.readTree(get(address("/attachments")).body())
                        .get("attachments")
                        .size())
                .as("photos of " + parcel)
                .isEqualTo(photos);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.apply(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", authorization)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
