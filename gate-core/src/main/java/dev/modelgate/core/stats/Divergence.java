package dev.modelgate.core.stats;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How far two distributions over the same bins are apart, in nats.
 *
 * <p>Kullback and Leibler (1951), Annals of Mathematical Statistics 22:79: {@code KL(P|Q) = sum p ln(p/q)}. PSI is
 * Jeffreys' symmetric divergence, {@code KL(P|Q) + KL(Q|P) = sum (p-q) ln(p/q)}. Jensen-Shannon is the mean
 * divergence of both from their mixture. 0 ln 0 = 0; mass where the other has none is infinite.
 *
 * @param klPq KL of P from Q, in [0, infinity]
 * @param klQp KL of Q from P, in [0, infinity]
 * @param jensenShannon in [0, ln 2]
 * @param psi in [0, infinity]
 */
public record Divergence(double klPq, double klQp, double jensenShannon, double psi) {

    /**
     * All four, after additive smoothing. Empty where a side has no mass at all.
     *
     * @param smoothing added to each bin of both sides, 0 or more; 0.5 is customary for counts
     * @throws IllegalArgumentException if the histograms differ in their number of bins
     */
    public static Optional<Divergence> between(Histogram p, Histogram q, double smoothing) {
        Require.sameLength("p", p.bins(), "q", q.bins());
        BigDecimal added = BigDecimal.valueOf(Require.notNegative("smoothing", smoothing));
        return p.scaledTo(q, added).flatMap(ps -> q.scaledTo(p, added).map(qs -> computed(ps, qs, total(p, q, added))));
    }

    private static BigDecimal total(Histogram p, Histogram q, BigDecimal smoothing) {
        return p.smoothedTotal(smoothing).multiply(q.smoothedTotal(smoothing));
    }

    private static Divergence computed(BigDecimal[] p, BigDecimal[] q, BigDecimal total) {
        double unit = total.doubleValue();
        double klPq = 0;
        double klQp = 0;
        double js = 0;
        double psi = 0;
        for (int i = 0; i < p.length; i++) {
            BigDecimal mixture = p[i].add(q[i]);
            BigDecimal gap = p[i].subtract(q[i]);
            klPq += relative(gap, q[i]) / unit;
            klQp += relative(gap.negate(), p[i]) / unit;
            js += (relative(gap, mixture) + relative(gap.negate(), mixture)) / 4 / unit;
            psi += jeffreys(gap, q[i], p[i]) / unit;
        }
        return new Divergence(klPq, klQp, js, psi);
    }

    /**
     * {@code p ln(p/q) - p + q} with p = q + gap: the same sum over all bins, but no term is negative, so nearly equal
     * distributions keep their digits.
     */
    private static double relative(BigDecimal gap, BigDecimal q) {
        if (gap.signum() == 0) {
            return 0;
        }
        if (q.signum() == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return q.doubleValue() * excess(gap.doubleValue() / q.doubleValue());
    }

    private static double jeffreys(BigDecimal gap, BigDecimal q, BigDecimal p) {
        if (gap.signum() == 0) {
            return 0;
        }
        if (q.signum() == 0 || p.signum() == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double difference = gap.doubleValue();
        return difference * logOfRatio(difference, q.doubleValue(), p.doubleValue());
    }

    private static double logOfRatio(double gap, double q, double p) {
        return Math.abs(gap) < q / 2 ? Math.log1p(gap / q) : Math.log(p / q);
    }

    /** {@code (1 + r) ln(1 + r) - r}, by its series near 0, where subtraction would leave nothing. */
    private static double excess(double r) {
        if (Math.abs(r) > 0.1) {
            return r <= -1 ? 1 : (1 + r) * Math.log1p(r) - r;
        }
        double term = r;
        double sum = 0;
        for (int k = 2; k <= 20; k++) {
            term *= -r;
            sum -= term / (k * (k - 1.0));
        }
        return sum;
    }
}
