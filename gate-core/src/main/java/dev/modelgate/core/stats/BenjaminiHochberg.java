package dev.modelgate.core.stats;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Adjusted p-values that bound the expected share of false rejections: for a list to look into, never for a verdict.
 *
 * <p>Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57:289: in descending order, the
 * running minimum of {@code m p_(i) / i}.
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /**
     * The adjusted p-values, in the order given, between the raw ones and those of {@link Holm}. Empty members are
     * left out of m and stay empty; an empty list adjusts to an empty list.
     *
     * @throws IllegalArgumentException if a p-value lies outside [0, 1] or is NaN
     */
    public static List<OptionalDouble> adjust(List<OptionalDouble> pValues) {
        AdjustedP family = new AdjustedP(pValues);
        int m = family.size();
        double[] adjusted = new double[m];
        double lowest = 1;
        for (int rank = m - 1; rank >= 0; rank--) {
            lowest = Math.min(lowest, family.ranked(rank) * ((double) m / (rank + 1)));
            adjusted[rank] = lowest;
        }
        return family.inOriginalOrder(adjusted);
    }
}
