package org.tuban.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends bytes that no HTTP library would send. */
final class RawHttp {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    /** An answer; header names in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {}

    /** Sends a request line and headers with {@code Connection: close}, and reads the answer to its end. */
    Answer get(String requestLine, String... headers) throws IOException {
        String head = requestLine + "\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n";
        for (String header : headers) {
            head += header + "\r\n";
        }
        return send(head + "\r\n");
    }

    Answer send(String bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return parse(read(socket.getInputStream()));
        }
    }

    /** What came before the server closed, be it gently or not. */
    private static String read(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        try {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                text.append(new String(buffer, 0, got, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException reset) {
            if (text.isEmpty()) {
                throw reset;
            }
        }
        return text.toString();
    }

    private static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int at = 1; at < lines.length; at++) {
            int colon = lines[at].indexOf(':');
            headers.put(
                    lines[at].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[at].substring(colon + 1).strip());
        }
        String body = new String(text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
    }
}
