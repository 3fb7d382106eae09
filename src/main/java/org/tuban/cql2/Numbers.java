package org.tuban.cql2;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers as filters know them: whole ones of 64 bits and floating ones, compared by what they are worth. */
public final class Numbers {

    /** 2 to the power of 63: the first double above every long. */
    private static final double BEYOND_LONG = 0x1p63;
    /** Every whole number up to this is a double, too. */
    private static final long EXACT = 1L << 53;

    private Numbers() {}

    /** A finite number in the one form it has here: {@link Long} where it is one, else {@link Double}. */
    static Number canonical(double number) {
        boolean whole = number == Math.rint(number) && number >= -BEYOND_LONG && number < BEYOND_LONG;
        if (whole) {
            return (long) number;
        }
        return number;
    }

    /** The same for any boxed number. */
    static Number canonical(Number number) {
        return number instanceof Double || number instanceof Float
                ? canonical(number.doubleValue())
                : (Number) number.longValue();
    }

    /** Compares exactly; zero has no sign. */
    static int compare(Number left, Number right) {
        Number ours = canonical(left);
        Number theirs = canonical(right);
        if (ours instanceof Long && theirs instanceof Long) {
            return Long.compare(ours.longValue(), theirs.longValue());
        }
        if (isExact(ours) && isExact(theirs)) {
            return Double.compare(ours.doubleValue(), theirs.doubleValue());
        }
        return exact(ours).compareTo(exact(theirs));
    }

    private static boolean isExact(Number number) {
        return number instanceof Double || Math.abs(number.longValue()) <= EXACT;
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Double ? new BigDecimal(number.doubleValue()) : BigDecimal.valueOf(number.longValue());
    }

    /** Joins two numbers in floating point; null where the result is not finite. */
    public static @Nullable Number join(Scalar.Arithmetic.Operator operator, Number left, Number right) {
        double a = left.doubleValue();
        double b = right.doubleValue();
        double joined = switch (operator) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case OVER -> a / b;
            case DIV -> cut(a / b);
            case MODULO -> a - b * cut(a / b);
            case POWER -> Math.pow(a, b);
        };
        return Double.isFinite(joined) ? canonical(joined) : null;
    }

    private static double cut(double quotient) {
        return quotient < 0 ? Math.ceil(quotient) : Math.floor(quotient);
    }
}
