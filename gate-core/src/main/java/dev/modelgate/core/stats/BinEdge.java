package dev.modelgate.core.stats;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The right end of a bin: a quantile of the reference, kept as an exact fraction. A value that equals it belongs to
 * the bin, and no rounding may say otherwise.
 *
 * @param scaled the edge times {@code parts}
 * @param parts the denominator, at least 1
 */
record BinEdge(BigDecimal scaled, BigDecimal parts) implements Comparable<BinEdge> {

    /** The type-7 quantile at {@code i / bins} of an ascending, non-empty array. */
    static BinEdge quantile(double[] ascending, int i, int bins) {
        long position = (ascending.length - 1L) * i;
        int below = (int) (position / bins);
        long rest = position % bins;
        BigDecimal low = BigDecimal.valueOf(ascending[below]).multiply(BigDecimal.valueOf(bins - rest));
        BigDecimal high = rest == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(ascending[below + 1]).multiply(BigDecimal.valueOf(rest));
        return new BinEdge(low.add(high), BigDecimal.valueOf(bins));
    }

    /** The edge rounded once. */
    double value() {
        return scaled.divide(parts, MathContext.DECIMAL128).doubleValue();
    }

    /** Whether a value lies at or below this edge. */
    boolean covers(double candidate) {
        double near = value();
        if (Math.abs(candidate - near) > 1e-9 * Math.max(Math.abs(candidate), Math.abs(near))) {
            return candidate < near;
        }
        return BigDecimal.valueOf(candidate).multiply(parts).compareTo(scaled) <= 0;
    }

    @Override
    public int compareTo(BinEdge other) {
        return scaled.multiply(other.parts).compareTo(other.scaled.multiply(parts));
    }
}
