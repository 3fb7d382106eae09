package org.tuban.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a stream over a bare socket, reading on a thread of its own. */
final class EventReader implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Socket socket;
    private final BufferedReader in;
    private final int status;
    private final Map<String, String> headers = new TreeMap<>();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<String> signs = new CopyOnWriteArrayList<>();

    private EventReader(URI address, String... headers) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        StringBuilder head = new StringBuilder("GET %s%s HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                .formatted(address.getRawPath(), address.getRawQuery() == null ? "" : "?" + address.getRawQuery()));
        for (int at = 0; at < headers.length; at += 2) {
            head.append(headers[at]).append(": ").append(headers[at + 1]).append("\r\n");
        }
        socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        status = Integer.parseInt(in.readLine().split(" ")[1]);
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            this.headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    /** What one message said. */
    record Message(String id, String event, JsonNode data) {}

    /** Opens a stream that must be let in, with headers as name, value, name, value. */
    static EventReader open(TubanServer server, String path, String... headers) throws IOException {
        EventReader reader = new EventReader(server.uri(path), headers);
        if (reader.status != 200) {
            throw new IllegalStateException(path + ": " + reader.status);
        }
        Thread thread = new Thread(reader::read, "event-reader");
        thread.setDaemon(true);
        thread.start();
        return reader;
    }

    /** Status and headers of a stream that may be refused; it is closed at once. */
    static int statusOf(TubanServer server, String path, String... headers) throws IOException {
        try (EventReader reader = new EventReader(server.uri(path), headers)) {
            return reader.status;
        }
    }

    private void read() {
        String id = "";
        String event = "message";
        List<String> data = new ArrayList<>();
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                // Of the lines with the lengths of chunks, zero is the last.
                if (line.equals("0")) {
                    break;
                }
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

    Map<String, String> headers() {
        return headers;
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
        socket.close();
    }
}
