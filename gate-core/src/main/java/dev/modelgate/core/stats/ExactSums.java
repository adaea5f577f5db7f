package dev.modelgate.core.stats;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A sample as whole multiples of one decimal unit. Sums of resampled values are then exact, so that a replicate that
 * equals the estimate is seen to equal it.
 */
final class ExactSums {

    private final BigInteger[] units;
    private final long[] small;
    private final boolean fits;
    private final int scale;
    private final BigInteger total;

    ExactSums(Sample sample) {
        BigDecimal[] decimals = new BigDecimal[sample.size()];
        for (int i = 0; i < decimals.length; i++) {
            decimals[i] = BigDecimal.valueOf(sample.value(i)).stripTrailingZeros();
        }
        this.scale = Arrays.stream(decimals).mapToInt(BigDecimal::scale).max().orElse(0);
        this.units = Arrays.stream(decimals)
                .map(decimal -> decimal.setScale(scale).unscaledValue())
                .toArray(BigInteger[]::new);
        this.total = Arrays.stream(units).reduce(BigInteger.ZERO, BigInteger::add);
        this.fits = bitsOfAnySum() < Long.SIZE - 1;
        this.small = fits ? longs(units) : new long[0];
    }

    private int bitsOfAnySum() {
        int widest = Arrays.stream(units).mapToInt(BigInteger::bitLength).max().orElse(0);
        return widest + Integer.SIZE - Integer.numberOfLeadingZeros(units.length);
    }

    private static long[] longs(BigInteger[] units) {
        return Arrays.stream(units).mapToLong(BigInteger::longValueExact).toArray();
    }

    /** The sum of the values at these indices, in units. */
    BigInteger sum(int[] indices) {
        return fits ? BigInteger.valueOf(smallSum(indices)) : bigSum(indices);
    }

    /** The sum of the whole sample, in units. */
    BigInteger total() {
        return total;
    }

    /** The mean of as many values as the sample has, from their sum in units. */
    double mean(BigInteger sum) {
        return new BigDecimal(sum, scale).doubleValue() / units.length;
    }

    private long smallSum(int[] indices) {
        long sum = 0;
        for (int index : indices) {
            sum += small[index];
        }
        return sum;
    }

    private BigInteger bigSum(int[] indices) {
        BigInteger sum = BigInteger.ZERO;
        for (int index : indices) {
            sum = sum.add(units[index]);
        }
        return sum;
    }
}
