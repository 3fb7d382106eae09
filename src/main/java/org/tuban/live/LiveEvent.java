package org.tuban.live;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.tuban.feature.ChangeLog.Place;
import tools.jackson.databind.json.JsonMapper;

/** One change, put into words once for all who read it. */
final class LiveEvent {

    private static final String OF_FEATURE = "feature";
    private static final String OF_LAYER = "layer";

    private final Place place;
    private final EventData named;
    private final EventData open;
    private final byte[] namedMessage;
    private final byte[] openMessage;

    /**
     * Writes the messages.
     *
     * @param named for signed-in readers
     * @param open for the public
     */
    LiveEvent(Place place, EventData named, EventData open, JsonMapper json) {
        this.place = place;
        this.named = named;
        this.open = open;
        this.namedMessage = message(named.place(), named.kind(), json.writeValueAsString(named));
        this.openMessage = message(named.place(), named.kind(), json.writeValueAsString(open));
    }

    /** A message of a stream (WHATWG HTML, 9.2.5). */
    static byte[] message(String id, String event, String data) {
        return "id: %s\nevent: %s\ndata: %s\n\n".formatted(id, event, data).getBytes(StandardCharsets.UTF_8);
    }

    Place place() {
        return place;
    }

    String layer() {
        return named.layer();
    }

    String id() {
        return named.id();
    }

    boolean isOfFeature() {
        return named.kind().equals(OF_FEATURE);
    }

    /** True for a load of a layer as a whole, after which nothing of it is as it was. */
    boolean isOfLayer() {
        return named.kind().equals(OF_LAYER);
    }

    /** True if the shape before or since meets a box; what has no shape at all meets every one. */
    boolean meets(List<Envelope> boxes) {
        List<Envelope> own = Stream.of(envelope(named.oldBbox()), envelope(named.bbox()))
                .filter(box -> !box.isNull())
                .toList();
        return own.isEmpty() || own.stream().anyMatch(box -> boxes.stream().anyMatch(box::intersects));
    }

    private static Envelope envelope(double @Nullable [] box) {
        return box == null ? new Envelope() : new Envelope(box[0], box[2], box[1], box[3]);
    }

    EventData data(boolean withName) {
        return withName ? named : open;
    }

    /** The bytes for a stream; do not modify. */
    byte[] message(boolean withName) {
        return withName ? namedMessage : openMessage;
    }
}
