package dev.modelgate.core.stats.simulation;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.PairedTruth;

/**
 * A world to simulate: buckets of equal size on which candidate and baseline are equally good, except perhaps one.
 *
 * @param buckets how many, at least 1
 * @param cases in each, at least 1
 * @param accuracy of the baseline everywhere, and of the candidate where nothing dropped
 * @param correlation of both sides being right, case by case
 * @param drop by how much the candidate is truly worse on the first bucket; 0 for no regression
 * @param tolerance of each bucket and of all cases together
 * @param alpha one-sided error rate of the evidence rule
 */
public record Scenario(
        int buckets, int cases, double accuracy, double correlation, double drop, Fraction tolerance, double alpha) {

    public Scenario {
        if (buckets < 1 || cases < 1) {
            throw new IllegalArgumentException("there are " + buckets + " buckets of " + cases
                    + " cases, but at least 1 of each is required to simulate");
        }
        if (!(drop >= 0 && drop <= accuracy)) {
            throw new IllegalArgumentException(
                    "the drop is " + drop + ", but it must lie between 0 and the accuracy " + accuracy);
        }
    }

    /** The first bucket's truth. */
    PairedTruth first() {
        return PairedTruth.correlated(accuracy, accuracy - drop, correlation);
    }

    /** The truth of all other buckets. */
    PairedTruth others() {
        return PairedTruth.correlated(accuracy, accuracy, correlation);
    }
}
