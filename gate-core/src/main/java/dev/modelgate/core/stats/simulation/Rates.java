package dev.modelgate.core.stats.simulation;

/**
 * How often, as shares of all runs, a rule did what. "First" is the bucket that dropped, if one did.
 *
 * @param runs simulated
 * @param pointRefuses the point rule refuses some bucket
 * @param pointOverlooksFirst the point rule finds nothing wrong with the first bucket
 * @param evidenceFails some bucket fails by evidence
 * @param firstFails the first bucket fails by evidence
 * @param firstProven the first bucket is shown to be within the tolerance
 * @param gatePasses the whole gate passes: nothing fails and all cases together are shown to be within the tolerance
 * @param gateInconclusive neither
 * @param gatePassesFirstUnproven the gate passes, with the first bucket among those listed as not proven
 */
public record Rates(
        int runs,
        double pointRefuses,
        double pointOverlooksFirst,
        double evidenceFails,
        double firstFails,
        double firstProven,
        double gatePasses,
        double gateInconclusive,
        double gatePassesFirstUnproven) {

    /** Three standard errors of such a rate. */
    public double monteCarloError(double rate) {
        return 3 * Math.sqrt(rate * (1 - rate) / runs);
    }
}
