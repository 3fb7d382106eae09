package org.tuban.lineage;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.FeatureRef;

/**
 * What was done to features together, and what became of what.
 *
 * @param id such as {@code op-7k3m9x2q}
 * @param kind what it did
 * @param layer the layer of its features
 * @param undoes the operation that it took back, or null
 * @param undoneBy the operation that took it back, or null
 * @param reason why, in words
 * @param validFrom since when it is so
 * @param recordedAt when it was written down
 * @param recordedBy account that did it
 * @param items what it ended and made, in order
 */
public record LineageOperation(
        String id,
        OperationKind kind,
        String layer,
        @Nullable String undoes,
        @Nullable String undoneBy,
        String reason,
        Instant validFrom,
        Instant recordedAt,
        String recordedBy,
        List<Item> items) {

    /** Which side of an operation. */
    public enum Role {
        /** What was there before. */
        PARENT,
        /** What is there since. */
        CHILD;

        /** Name in answers and tables. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Role of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** What kind of thing. */
    public enum Thing {
        /** A feature: of a parent, its last version that was so; of a child, the first. */
        FEATURE,
        /** A link: of a parent, the version that ended it or took it back; of a child, the first. */
        LINK,
        /** A figure: of a parent, as it was; of a child, the first version. */
        OBSERVATION;

        /** Name in answers and tables. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Thing of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** A thing in a version. */
    public record Item(Role role, Thing thing, String id, long version) {}

    /** Copies the items. */
    public LineageOperation {
        items = List.copyOf(items);
    }

    /** Those of a kind and a role, in order. */
    public List<Item> items(Thing thing, Role role) {
        return items.stream()
                .filter(item -> item.thing() == thing && item.role() == role)
                .toList();
    }

    /** Names of the features of a role. */
    public List<FeatureRef> features(Role role) {
        return items(Thing.FEATURE, role).stream()
                .map(item -> new FeatureRef(layer, item.id()))
                .toList();
    }
}
