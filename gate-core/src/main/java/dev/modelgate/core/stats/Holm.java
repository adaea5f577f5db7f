package dev.modelgate.core.stats;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Adjusted p-values that keep the probability of any false rejection in the family at most alpha.
 *
 * <p>Holm (1979), Scandinavian Journal of Statistics 6:65: in ascending order, the running maximum of
 * {@code min(1, (m - i + 1) p_(i))}.
 */
public final class Holm {

    private Holm() {}

    /**
     * The adjusted p-values, in the order given and never below the raw ones. Empty members are left out of m and
     * stay empty; an empty list adjusts to an empty list.
     *
     * @throws IllegalArgumentException if a p-value lies outside [0, 1] or is NaN
     */
    public static List<OptionalDouble> adjust(List<OptionalDouble> pValues) {
        AdjustedP family = new AdjustedP(pValues);
        int m = family.size();
        double[] adjusted = new double[m];
        double highest = 0;
        for (int rank = 0; rank < m; rank++) {
            highest = Math.max(highest, Math.min(1, (m - rank) * family.ranked(rank)));
            adjusted[rank] = highest;
        }
        return family.inOriginalOrder(adjusted);
    }
}
