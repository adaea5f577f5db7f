package dev.modelgate.core.stats;

import java.math.BigDecimal;

/**
 * One option to choose from.
 *
 * @param cost in any currency, the same for all options
 * @param quality in any unit in which more is better
 */
public record CostAndQuality(BigDecimal cost, BigDecimal quality) {

    /** Whether this costs no more and is no worse, and is not the same in both. */
    boolean dominates(CostAndQuality other) {
        int costs = cost.compareTo(other.cost);
        int qualities = quality.compareTo(other.quality);
        return costs <= 0 && qualities >= 0 && (costs < 0 || qualities > 0);
    }

    boolean sameAs(CostAndQuality other) {
        return cost.compareTo(other.cost) == 0 && quality.compareTo(other.quality) == 0;
    }
}
