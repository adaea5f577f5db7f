package dev.modelgate.core.stats.decision;

/** Sends each shape of data to the test that serves it. */
final class Measuring {

    private Measuring() {}

    /** Tests one bucket against its tolerance, a share in [0, 1]. */
    static Measured of(BucketData data, double tolerance, TestPlan plan) {
        if (data instanceof BucketData.Missing) {
            return Measured.untested("the candidate does not report this bucket");
        }
        if (data instanceof BucketData.Uncounted) {
            return Measured.untested("no number of cases is given, so chance cannot be judged; report n and correct");
        }
        if (data.cases() == 0) {
            return Measured.untested("there are no cases to compare");
        }
        return byShape(data, tolerance, plan);
    }

    private static Measured byShape(BucketData data, double tolerance, TestPlan plan) {
        if (data instanceof BucketData.Paired paired) {
            return PairedMeasuring.of(paired.counts(), tolerance, plan);
        }
        if (data instanceof BucketData.PairingLost lost) {
            return PairingLostMeasuring.of(lost.bounds(), tolerance, plan);
        }
        if (data instanceof BucketData.DifferentCases different) {
            return DifferentCasesMeasuring.of(different, tolerance, plan);
        }
        if (data instanceof BucketData.Graded graded) {
            return GradedMeasuring.of(graded.differences(), tolerance, plan);
        }
        if (data instanceof BucketData.Clustered clustered) {
            return ClusteredMeasuring.of(clustered, tolerance, plan);
        }
        throw new IllegalStateException("no test is known for " + data);
    }
}
