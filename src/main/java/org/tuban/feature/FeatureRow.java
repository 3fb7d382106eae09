package org.tuban.feature;

import org.jspecify.annotations.Nullable;
import org.tuban.store.LayerRow;

/**
 * A feature as its row comes from the store, for those who only pass it on; what it says is true until the next one.
 *
 * <p>Columns are named by their place in the list that was asked for, from 0.
 */
public final class FeatureRow {

    private final LayerRow row;

    FeatureRow(LayerRow row) {
        this.row = row;
    }

    /** A text, code, partial date or day as JSON has it, in UTF-8, unescaped; null if absent. */
    public byte @Nullable [] utf8(int column) {
        return row.utf8(column);
    }

    /** A shape as the store keeps it, with well-known binary from {@link #shapeStart} on; null if absent. */
    public byte @Nullable [] shape(int column) {
        return row.shape(column);
    }

    /** Where in the bytes of a shape its well-known binary begins. */
    public int shapeStart(byte[] shape) {
        return row.shapeStart(shape);
    }

    /** A value in the class of its type; null if absent. */
    public @Nullable Object value(int column) {
        return row.value(column);
    }
}
