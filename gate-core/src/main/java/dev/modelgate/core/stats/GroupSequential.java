package dev.modelgate.core.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Boundaries for a few planned looks at accumulating data, with one-sided error alpha over all of them.
 *
 * <p>Lan and DeMets (1983), Biometrika 70:659; Jennison and Turnbull (2000). Between looks the density of the not yet
 * stopped statistic is carried on by numerical integration (Armitage, McPherson and Rowe 1969).
 *
 * @param spent cumulative alpha after each look
 * @param z the upper boundary at each look, in standard deviations; infinite where nothing may be spent yet
 */
public record GroupSequential(List<Double> spent, List<Double> z) {

    /** Looks closer than this are one look; the integration would need millions of points between them. */
    private static final double CLOSEST = 1e-6;

    public GroupSequential {
        spent = List.copyOf(spent);
        z = List.copyOf(z);
    }

    /**
     * The boundaries at these information fractions.
     *
     * @param fractions of the planned information: rising, above 0, at most 1
     * @param alpha one-sided, in (0, 1)
     * @throws IllegalArgumentException if the fractions do not rise within (0, 1], by 1e-6 at least
     */
    public static GroupSequential boundaries(List<Double> fractions, double alpha, Spending spending) {
        Require.level("alpha", alpha);
        checkRising(fractions);
        List<Double> spent = new ArrayList<>();
        List<Double> z = new ArrayList<>();
        UnstoppedPaths paths = UnstoppedPaths.start();
        double before = 0;
        for (int look = 0; look < fractions.size(); look++) {
            double fraction = fractions.get(look);
            double now = spending.cumulative(fraction, alpha);
            double boundary = paths.boundaryFor(fraction, now - before);
            if (look + 1 < fractions.size()) {
                paths = paths.continuedTo(fraction, boundary, fractions.get(look + 1));
            }
            spent.add(now);
            z.add(boundary / Math.sqrt(fraction));
            before = now;
        }
        return new GroupSequential(spent, z);
    }

    private static void checkRising(List<Double> fractions) {
        double before = 0;
        for (double fraction : fractions) {
            if (!(fraction - before >= CLOSEST && fraction <= 1)) {
                throw new IllegalArgumentException("a fraction is " + fraction + " after " + before
                        + ", but fractions of information must rise within (0, 1], by at least " + CLOSEST);
            }
            before = fraction;
        }
    }
}
