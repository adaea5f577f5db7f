package dev.modelgate.core.stats;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Counts or weights over bins, as exact decimals.
 *
 * <p>Shares are {@code (x + a) / (sum + aK)} with smoothing a over all K bins.
 */
public final class Histogram {

    private final List<BigDecimal> weights;

    private Histogram(List<BigDecimal> weights) {
        this.weights = weights;
    }

    /**
     * A histogram of weights; each double stands for its shortest decimal.
     *
     * @throws IllegalArgumentException if a weight is negative, NaN or infinite
     */
    public static Histogram of(double... weights) {
        return new Histogram(Arrays.stream(weights)
                .mapToObj(weight -> BigDecimal.valueOf(Require.notNegative("a weight", weight)))
                .toList());
    }

    /**
     * A histogram of counts.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    public static Histogram ofCounts(List<Long> counts) {
        return new Histogram(counts.stream()
                .map(count -> BigDecimal.valueOf(Require.count("a count", count)))
                .toList());
    }

    public int bins() {
        return weights.size();
    }

    private BigDecimal sum() {
        return weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Smoothed masses on the scale of the other histogram's total, so that they compare without dividing. */
    Optional<BigDecimal[]> scaledTo(Histogram other, BigDecimal smoothing) {
        BigDecimal mine = smoothedTotal(smoothing);
        BigDecimal theirs = other.smoothedTotal(smoothing);
        if (mine.signum() == 0 || theirs.signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(weights.stream()
                .map(weight -> weight.add(smoothing).multiply(theirs))
                .toArray(BigDecimal[]::new));
    }

    BigDecimal smoothedTotal(BigDecimal smoothing) {
        return sum().add(smoothing.multiply(BigDecimal.valueOf(bins())));
    }
}
