package org.tuban.dossier;

import org.jspecify.annotations.Nullable;

/** How values of features look in answers. */
final class Json {

    /** Above it, not every whole number is a double. */
    private static final double GREATEST_EXACT = 9_007_199_254_740_992.0;

    private Json() {}

    /** A field's value; a number without decimals is written without a point. */
    static @Nullable Object value(@Nullable Object value) {
        return value instanceof Double number ? number(number) : value;
    }

    /** A number as people write it: 7, not 7.0. */
    static @Nullable Number number(@Nullable Double number) {
        if (number == null) {
            return null;
        }
        boolean whole = number == Math.rint(number) && Math.abs(number) <= GREATEST_EXACT;
        return whole ? (Number) number.longValue() : number;
    }
}
