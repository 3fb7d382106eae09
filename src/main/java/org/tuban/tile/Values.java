package org.tuban.tile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Property values as a tile writes them. Source: Vector Tile Specification 2.1, section 4.1 and 4.4. */
final class Values {

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] NONE = {};

    private Values() {}

    /**
     * A value as a message. Numbers and truth values stay what they are; all else is text, a list the text of its JSON.
     *
     * @param value null for none, whose message is empty
     */
    static byte[] encode(@Nullable Object value) {
        if (value == null) {
            return NONE;
        }
        Protobuf message = new Protobuf(32);
        if (value instanceof Long whole) {
            message.signed(6, whole);
        } else if (value instanceof Double number) {
            message.fraction(3, number);
        } else if (value instanceof Boolean truth) {
            message.number(7, truth ? 1 : 0);
        } else if (value instanceof List<?>) {
            message.text(1, JSON.writeValueAsString(value));
        } else {
            message.text(1, value.toString());
        }
        return message.toBytes();
    }
}
