package org.tuban.layer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;

/**
 * Something that is made of a layer once and kept: for each form of a layer by itself, since not everybody sees all of
 * its fields.
 *
 * @param <T> what is made; never changed afterwards
 */
public final class PerLayer<T> {

    /** Weak keys are compared by identity: what a layer consists of is long, and there are few forms of each. */
    private final Cache<Layer, T> made = Caffeine.newBuilder().weakKeys().build();

    private final Function<Layer, T> maker;

    /** Made by a function when it is first asked for. */
    public PerLayer(Function<Layer, T> maker) {
        this.maker = maker;
    }

    /** What is made of this form of a layer. */
    public T of(Layer layer) {
        return made.get(layer, maker);
    }
}
