package org.tuban.lineage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides a number by weights so that the parts add up to it exactly.
 *
 * <p>Source: the method of largest remainders (Hamilton 1792): each part gets its share rounded down, and what is left goes
 * one unit each to those with the largest remainders; of equal ones the first.
 */
final class Apportionment {

    /** Decimals of shares, which are 0 to 1. */
    static final int DECIMALS_OF_SHARES = 6;

    private Apportionment() {}

    /**
     * The parts.
     *
     * @param total finite
     * @param weights at least one, none negative; equal parts if all are 0
     * @param decimals least decimals of the parts; as many as the total has if those are more
     */
    static List<Double> of(double total, List<Double> weights, int decimals) {
        BigDecimal exact = BigDecimal.valueOf(total).stripTrailingZeros();
        int scale = Math.max(decimals, Math.max(exact.scale(), 0));
        BigInteger units = exact.abs().movePointRight(scale).toBigIntegerExact();
        BigDecimal sum = weights.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<BigInteger> parts = new ArrayList<>();
        List<BigDecimal> remainders = new ArrayList<>();
        BigInteger given = BigInteger.ZERO;
        for (double weight : weights) {
            BigDecimal share = sum.signum() > 0
                    ? new BigDecimal(units).multiply(BigDecimal.valueOf(weight)).divide(sum, 20, RoundingMode.DOWN)
                    : new BigDecimal(units).divide(BigDecimal.valueOf(weights.size()), 20, RoundingMode.DOWN);
            BigInteger whole = share.toBigInteger();
            parts.add(whole);
            remainders.add(share.subtract(new BigDecimal(whole)));
            given = given.add(whole);
        }
        int left = units.subtract(given).intValueExact();
        List<Integer> order = IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing(remainders::get, Comparator.reverseOrder()))
                .toList();
        for (int i = 0; i < left; i++) {
            int at = order.get(i % order.size());
            parts.set(at, parts.get(at).add(BigInteger.ONE));
        }
        return parts.stream()
                .map(part -> new BigDecimal(part, scale).doubleValue() * Math.signum(total == 0 ? 1 : total))
                .toList();
    }

    /** The exact sum of numbers as people write them: 0.1 and 0.2 are 0.3. */
    static double sum(List<Double> numbers) {
        return numbers.stream()
                .map(BigDecimal::valueOf)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }
}
