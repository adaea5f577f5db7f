package dev.modelgate.core.stats;

import java.util.Optional;

/**
 * The interval of a difference of paired proportions in closed form, for display.
 *
 * <p>Newcombe (1998), Statistics in Medicine 17:2635, method 10: Wilson limits of both margins, joined through
 * their correlation phi. Verdicts use {@link Tango}, whose test and interval agree.
 */
public final class NewcombePaired {

    private NewcombePaired() {}

    /**
     * An interval and the correlation it was built with.
     *
     * @param delta candidate minus baseline, a share in [-1, 1]
     * @param interval of delta
     * @param phi the continuity-corrected correlation of both sides, in [-1, 1]
     */
    public record Result(double delta, Interval interval, double phi) {}

    /**
     * {@code L = delta - sqrt((p1-l1)^2 - 2 phi (p1-l1)(u2-p2) + (u2-p2)^2)}, U likewise with {@code (p2-l2)} and
     * {@code (u1-p1)}; p1 = (a+b)/n, p2 = (a+c)/n. Empty at n = 0.
     */
    public static Optional<Result> interval(PairedTable table, Confidence confidence) {
        if (table.n() == 0) {
            return Optional.empty();
        }
        double z = confidence.z();
        double delta = table.counts().delta();
        double phi = phi(table);
        double down = joined(below(table.candidate(), z), above(table.baseline(), z), phi);
        double up = joined(below(table.baseline(), z), above(table.candidate(), z), phi);
        return Optional.of(new Result(delta, new Interval(delta - down, delta + up), phi));
    }

    /** Newcombe's correction moves {@code ad - bc} towards 0 by n/2, never past it; 0 where a margin is empty. */
    private static double phi(PairedTable table) {
        double candidate = root(table.candidate());
        double baseline = root(table.baseline());
        if (candidate == 0 || baseline == 0) {
            return 0;
        }
        double k = table.determinant();
        double corrected = k > 0 ? Math.max(0, k - table.n() / 2.0) : k;
        return Math.max(-1, Math.min(1, corrected / candidate / baseline));
    }

    private static double root(Proportion margin) {
        return Math.sqrt((double) margin.successes()) * Math.sqrt((double) margin.failures());
    }

    private static double joined(double below, double above, double phi) {
        return Math.sqrt(Math.max(0, below * below - 2 * phi * below * above + above * above));
    }

    private static double below(Proportion proportion, double z) {
        return proportion.share() - Wilson.lower(proportion, z);
    }

    private static double above(Proportion proportion, double z) {
        return Wilson.upper(proportion, z) - proportion.share();
    }
}
