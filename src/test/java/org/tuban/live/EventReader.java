package org.tuban.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a stream that reads on a thread of its own. */
final class EventReader implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> answer;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<String> signs = new CopyOnWriteArrayList<>();

    private EventReader(URI address, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while asking for a stream");
        }
    }

    /** What one message said. */
    record Message(String id, String event, JsonNode data) {}

    /** Opens a stream that must be let in, with headers as name, value, name, value. */
    static EventReader open(TubanServer server, String path, String... headers) throws IOException {
        EventReader reader = new EventReader(server.uri(path), headers);
        if (reader.answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + reader.answer.statusCode());
        }
        Thread thread = new Thread(reader::read, "event-reader");
        thread.setDaemon(true);
        thread.start();
        return reader;
    }

    /** Status of a stream that may be refused; it is closed at once. */
    static int statusOf(TubanServer server, String path, String... headers) throws IOException {
        try (EventReader reader = new EventReader(server.uri(path), headers)) {
            return reader.answer.statusCode();
        }
    }

    private void read() {
        String id = "";
        String event = "message";
        List<String> data = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                    ids.add(id);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.add(line.substring(6));
                } else if (line.startsWith(":")) {
                    signs.add(line);
                } else if (line.isEmpty() && !data.isEmpty()) {
                    messages.add(new Message(id, event, JSON.readTree(String.join("\n", data))));
                    data.clear();
                }
            }
        } catch (IOException closed) {
            data.clear();
        } finally {
            ended.countDown();
        }
    }

    HttpHeaders headers() {
        return answer.headers();
    }

    /** All messages so far. */
    List<Message> messages() {
        return messages;
    }

    /** Ids of the features that messages were about, in the order they came. */
    List<String> features() {
        return messages.stream()
                .filter(message -> message.event().equals("feature"))
                .map(message -> message.data().path("id").asString())
                .toList();
    }

    /** Places that were given, with messages or alone. */
    List<String> ids() {
        return ids;
    }

    /** Comments. */
    List<String> signs() {
        return signs;
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    @Override
    public void close() throws IOException {
        answer.body().close();
    }
}
