package org.tuban.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends bytes that no HTTP library would send. */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final int port;

    /** Sends to a port of this machine. */
    public RawHttp(int port) {
        this.port = port;
    }

    /** An answer; header names in lower case. */
    public record Answer(int status, Map<String, String> headers, String body) {}

    /** Sends a request line and headers with {@code Connection: close}, and reads the answer to its end. */
    public Answer get(String requestLine, String... headers) throws IOException {
        String head = requestLine + "\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n";
        for (String header : headers) {
            head += header + "\r\n";
        }
        return send(head + "\r\n");
    }

    /** Sends characters as the bytes of the same number, and reads the answer until the server closes. */
    public Answer send(String bytes) throws IOException {
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

    private static Answer parse(String text) throws IOException {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("no HTTP answer but '" + text + "'");
        }
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int at = 1; at < lines.length; at++) {
            int colon = lines[at].indexOf(':');
            headers.put(
                    lines[at].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[at].substring(colon + 1).strip());
        }
        boolean chunked = headers.getOrDefault("transfer-encoding", "").equals("chunked");
        String bytes = chunked ? unchunked(text.substring(end + 4)) : text.substring(end + 4);
        String body = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
    }

    /** What the chunks hold; RFC 9112, section 7.1. */
    private static String unchunked(String text) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (true) {
            int line = text.indexOf("\r\n", at);
            int length = Integer.parseInt(text.substring(at, line), 16);
            if (length == 0) {
                return body.toString();
            }
            body.append(text, line + 2, line + 2 + length);
            at = line + 2 + length + 2;
        }
    }
}
