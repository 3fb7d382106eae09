package org.tuban.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query part of an address, decoded strictly: where the container would guess or drop something, this refuses. */
final class QueryString {

    private static final int MOST_PARAMETERS = 50;
    private static final String ALLOWED =
            "UTF-8 in percent-encoding, without NUL or half a surrogate pair (a percent sign itself is %25)";

    /** A name with its value, in the order of the address; the value is empty where there is no equals sign. */
    record Parameter(String name, String value) {}

    private QueryString() {}

    /**
     * Reads a query as it came.
     *
     * @throws Problem invalid-parameter, naming the parameter, if a name or value cannot be decoded or kept, or if there
     *     are more than 50
     */
    static List<Parameter> parse(@Nullable String query) {
        List<Parameter> parameters = new ArrayList<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String rawName = equals < 0 ? pair : pair.substring(0, equals);
            String rawValue = equals < 0 ? "" : pair.substring(equals + 1);
            String name = decode(rawName, rawName, rawName);
            parameters.add(new Parameter(name, decode(rawValue, name, rawValue)));
            if (parameters.size() > MOST_PARAMETERS) {
                throw Problem.invalidParameter(name, null, "at most " + MOST_PARAMETERS + " parameters in one address");
            }
        }
        return parameters;
    }

    private static String decode(String raw, String name, String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int at = 0; at < raw.length(); at++) {
            char unit = raw.charAt(at);
            if (unit == '%') {
                int code = at + 2 < raw.length() ? hex(raw.charAt(at + 1)) * 16 + hex(raw.charAt(at + 2)) : -1;
                if (code < 0) {
                    throw refuse(name, value);
                }
                bytes.write(code);
                at += 2;
            } else {
                // The container keeps bytes above 127 of an address that is not percent-encoded as Latin-1.
                bytes.write(unit == '+' ? ' ' : unit);
            }
        }
        return utf8(bytes.toByteArray()).filter(Text::isClean).orElseThrow(() -> refuse(name, value));
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException otherEncoding) {
            return Optional.empty();
        }
    }

    private static Problem refuse(String name, String value) {
        return Problem.invalidParameter(name, value, ALLOWED);
    }

    /** Value of a hexadecimal digit; a large negative number for anything else, so that a sum stays negative. */
    private static int hex(char digit) {
        int value = digit < 128 ? Character.digit(digit, 16) : -1;
        return value < 0 ? -1_000 : value;
    }
}
