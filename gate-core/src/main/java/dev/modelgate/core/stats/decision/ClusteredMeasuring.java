package dev.modelgate.core.stats.decision;

import dev.modelgate.core.stats.ClusteredMean;
import dev.modelgate.core.stats.Interval;
import dev.modelgate.core.stats.PairedCounts;
import dev.modelgate.core.stats.StudentTest;
import dev.modelgate.core.stats.Tango;

/** Cases that share something: cluster-robust t for both nulls; ignoring clusters alarms falsely, often. */
final class ClusteredMeasuring {

    /** Rounding leaves about 1e-17 where the sums over clusters are 0. */
    private static final double NO_SPREAD = 1e-14;

    private ClusteredMeasuring() {}

    /** Needs cases. */
    static Measured of(BucketData.Clustered data, double tolerance, TestPlan plan) {
        ClusteredMean mean = ClusteredMean.of(data.differences(), data.clusters(), plan.confidence())
                .orElseThrow();
        return tested(mean, tolerance, plan).inClusters(mean.clusters(), mean.designEffect());
    }

    private static Measured tested(ClusteredMean mean, double tolerance, TestPlan plan) {
        if (mean.clusters() < plan.minimumClusters()) {
            return Measured.untested("%d clusters are too few to judge by; at least %d are required"
                    .formatted(mean.clusters(), plan.minimumClusters()));
        }
        return mean.cr1().orElseThrow() < NO_SPREAD
                ? withoutSpread(mean, tolerance, plan)
                : student(mean, tolerance, plan);
    }

    private static Measured student(ClusteredMean mean, double tolerance, TestPlan plan) {
        StudentTest test = new StudentTest(mean.mean(), mean.cr1().orElseThrow(), mean.clusters() - 1);
        return Measured.tested(
                Method.CLUSTER_T, mean.interval().orElseThrow(), test.pAbove(-tolerance), test.pBelow(0), plan.alpha());
    }

    /**
     * No spread between clusters: each counts as one case that agrees. That holds only where nothing was lost on
     * balance; a common loss is bounded without a distribution instead.
     */
    private static Measured withoutSpread(ClusteredMean mean, double tolerance, TestPlan plan) {
        if (mean.mean() < -NO_SPREAD) {
            return GradedMeasuring.bounded(Method.CLUSTER_HOEFFDING, mean.mean(), mean.clusters(), tolerance, plan);
        }
        PairedCounts agreeing = new PairedCounts(0, 0, mean.clusters());
        Interval interval = Tango.interval(agreeing, plan.confidence())
                .orElseThrow()
                .interval()
                .hull(new Interval(mean.mean(), mean.mean()));
        return Measured.tested(
                Method.CLUSTER_TANGO,
                interval,
                Tango.test(agreeing, -tolerance).orElseThrow().pUpper(),
                1,
                plan.alpha());
    }
}
