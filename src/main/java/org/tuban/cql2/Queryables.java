package org.tuban.cql2;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;

/**
 * What a filter on a layer may speak of, by name.
 *
 * @param operands what a name stands for: a property, the shape, or a list
 */
public record Queryables(Map<String, Operand> operands) {

    /** Name of the shape. */
    public static final String SHAPE = "geom";

    /** Keeps their order. */
    public Queryables {
        operands = Collections.unmodifiableMap(new LinkedHashMap<>(operands));
    }

    /** Every field of the layer, its shape, and what every feature has: id, version, times and who wrote it. */
    public static Queryables of(Layer layer) {
        Map<String, Operand> operands = new LinkedHashMap<>();
        operands.put("id", new Scalar.Property("id", Kind.TEXT));
        operands.put(SHAPE, new Operand.Stored());
        for (Field field : layer.fields()) {
            operands.put(field.name(), operand(field.name(), field.type().binding()));
        }
        operands.put("version", operand("version", Long.class));
        operands.put("valid_from", operand("valid_from", Instant.class));
        operands.put("recorded_at", operand("recorded_at", Instant.class));
        operands.put("recorded_by", operand("recorded_by", String.class));
        return new Queryables(operands);
    }

    private static Operand operand(String name, Class<?> binding) {
        if (binding == List.class) {
            return new Operand.ListProperty(name);
        }
        for (Kind kind : Kind.values()) {
            if (kind.binding().isAssignableFrom(binding)) {
                return new Scalar.Property(name, kind);
            }
        }
        throw new IllegalArgumentException("no kind for values of " + binding);
    }

    /** Those of these names only, in this order; names that are not there are passed over. */
    public Queryables only(Collection<String> names) {
        Map<String, Operand> some = new LinkedHashMap<>(operands);
        some.keySet().retainAll(names);
        return new Queryables(some);
    }

    /** What that name stands for. */
    Optional<Operand> find(String name) {
        return Optional.ofNullable(operands.get(name));
    }
}
