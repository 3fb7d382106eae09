package org.tuban.hostile;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as its bytes; characters stand for the bytes of the same number.
 *
 * @param family what is wrong with it
 * @param method any token
 * @param target what the request line has, encoded already
 * @param headers lines such as {@code Accept: x}
 * @param body bytes as characters, or null for none
 * @param refusal what its answer must be
 */
record HostileRequest(
        String family,
        String method,
        String target,
        List<String> headers,
        @Nullable String body,
        Refusal refusal) {

    /** What must become of it. */
    enum Refusal {
        /** Anything but a 5xx: the input may mean something after all. */
        MAY_PASS,
        /** A 4xx, or a page of features without one: the words are a value, and nothing has it. */
        FINDS_NOTHING,
        /** A 4xx of whatever kind. */
        REFUSED,
        /** A 400 that names the parameter, its value and what is allowed. */
        NAMED
    }

    HostileRequest {
        headers = List.copyOf(headers);
    }

    static HostileRequest get(String family, String target, Refusal refusal, String... headers) {
        return new HostileRequest(family, "GET", target, List.of(headers), null, refusal);
    }

    HostileRequest with(String header) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new HostileRequest(family, method, target, more, body, refusal);
    }

    /** The request as it goes over the wire. */
    String bytes(int port) {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
            text.append("Host: 127.0.0.1:").append(port).append("\r\n");
        }
        text.append("Connection: close\r\n");
        headers.forEach(header -> text.append(header).append("\r\n"));
        if (body != null && headers.stream().noneMatch(header -> header.startsWith("Content-Length:"))) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return text.append("\r\n").append(body == null ? "" : body).toString();
    }

    /** True if the client itself sent that text, so that an answer may repeat it. */
    boolean sends(String text) {
        String sent = target + headers + body;
        String decoded = URLDecoder.decode(sent.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8);
        return sent.contains(text) || decoded.contains(text);
    }

    /** Text as the bytes of its UTF-8. */
    static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        String line = "%s: %s %s %s".formatted(family, method, target, headers);
        String all = body == null ? line : line + " " + body;
        return all.length() > 400 ? all.substring(0, 400) + "… (" + all.length() + ")" : all;
    }
}
