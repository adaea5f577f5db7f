package dev.modelgate.core.stats.simulation;

/**
 * What both rules said of one simulated run.
 *
 * @param pointPasses every bucket holds
 * @param firstHolds the first bucket holds
 * @param anyFails some bucket fails by evidence
 * @param firstFails the first bucket fails by evidence
 * @param firstProven the first bucket is shown to be within the tolerance
 * @param pooledProven all cases together are
 */
record Run(
        boolean pointPasses,
        boolean firstHolds,
        boolean anyFails,
        boolean firstFails,
        boolean firstProven,
        boolean pooledProven) {

    boolean gatePasses() {
        return !anyFails && pooledProven;
    }

    boolean gateInconclusive() {
        return !anyFails && !pooledProven;
    }
}
