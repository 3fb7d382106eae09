package org.tuban.geo;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers that are too large for the quick way of writing them. */
final class Decimals {

    private Decimals() {}

    /**
     * A number rounded to some decimals, without exponent and trailing zeros.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    static String rounded(double value, int decimals) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("an ordinate is not a finite number");
        }
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
