package org.tuban.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Kind;
import org.tuban.cql2.Scalar;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.layer.Visibility;
import org.tuban.store.Columns;

/**
 * A layer as somebody sees it: which of its fields, and which of its features. A hidden field is not there, so whoever
 * goes by this layer can neither show it nor filter, sort or write by it. It is also the sight of who has asked for this
 * layer, and sees nothing of others by it.
 *
 * @param layer without the fields that are hidden
 * @param ids ids of the only features that are seen; null for all
 * @param hidden names of the fields that are hidden
 * @param open true if everybody sees just this
 */
public record SeenLayer(Layer layer, @Nullable Set<String> ids, Set<String> hidden, boolean open) implements Sight {

    /** Copies the sets. */
    public SeenLayer {
        ids = ids == null ? null : Set.copyOf(ids);
        hidden = Set.copyOf(hidden);
    }

    /** All of a layer, for the service's own reads and for who sees everything in it. */
    public static SeenLayer whole(Layer layer) {
        return new SeenLayer(layer, null, Set.of(), false);
    }

    /** All features of a layer, with the fields whose marks go up to one. */
    static SeenLayer upTo(Visibility reach, Layer whole) {
        Set<String> hidden = whole.fields().stream()
                .filter(field -> !reach.covers(field.visibility()))
                .map(Field::name)
                .collect(Collectors.toSet());
        boolean open = whole.visibility() == Visibility.PUBLIC
                && whole.fields().stream().allMatch(field -> field.visibility() == Visibility.PUBLIC);
        return new SeenLayer(whole.seenUpTo(reach), null, hidden, open);
    }

    /** The same fields, but only of some features. */
    SeenLayer only(Set<String> some) {
        return new SeenLayer(layer, some, hidden, false);
    }

    @Override
    public Optional<SeenLayer> find(Layer whole) {
        return whole.id().equals(layer.id()) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public Optional<SeenLayer> find(Layer whole, String id) {
        return shows(id) ? find(whole) : Optional.empty();
    }

    @Override
    public boolean allows(Visibility mark, FeatureRef about) {
        return mark == Visibility.PUBLIC && about.layer().equals(layer.id()) && shows(about.id());
    }

    /** True if a feature with that id is seen, should there be one. */
    public boolean shows(String id) {
        return ids == null || ids.contains(id);
    }

    /** A feature without what is hidden. */
    public Feature show(Feature feature) {
        if (hidden.isEmpty()) {
            return feature;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : layer.fields()) {
            values.put(field.name(), feature.properties().get(field.name()));
        }
        return new Feature(
                feature.ref(),
                feature.key(),
                feature.version(),
                feature.geometry(),
                values,
                feature.validFrom(),
                feature.recordedAt(),
                feature.recordedBy());
    }

    /** A version without what is hidden, in its values and in what the step was shown with. */
    public HistoryEntry show(HistoryEntry entry) {
        if (hidden.isEmpty()) {
            return entry;
        }
        // Evidence that is written into a field bears that field's name, if it has a mark.
        Map<String, Object> evidence = new LinkedHashMap<>(entry.evidence());
        evidence.keySet().removeAll(hidden);
        return new HistoryEntry(
                show(entry.feature()), entry.validTo(), entry.operation(), entry.note(), evidence, entry.change());
    }

    /** What features there must be like to be seen; null if all are. */
    @Nullable
    Condition condition() {
        if (ids == null) {
            return null;
        }
        List<Scalar> each = ids.stream()
                .sorted()
                .<Scalar>map(id -> new Scalar.Literal(id, Kind.TEXT))
                .toList();
        return new Condition.In(new Scalar.Property(Columns.ID, Kind.TEXT), each);
    }
}
