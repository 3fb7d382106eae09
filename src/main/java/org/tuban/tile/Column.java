package org.tuban.tile;

import org.jspecify.annotations.Nullable;

/** The values of one field for the rows of a {@link Segment}. */
sealed interface Column permits CodeColumn, ValueColumn {

    /** Fills a column row by row. */
    interface Builder {

        /** The value of the next row. */
        void add(@Nullable Object value);

        /** The value of the next row, taken from a row of a column of the same field. */
        void add(Column column, int row);

        /** The column of all rows added. */
        Column build();
    }
}
