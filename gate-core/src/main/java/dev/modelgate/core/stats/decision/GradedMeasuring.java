package dev.modelgate.core.stats.decision;

import dev.modelgate.core.stats.Hoeffding;
import dev.modelgate.core.stats.Interval;
import dev.modelgate.core.stats.PairedBootstrap;
import dev.modelgate.core.stats.PairedT;
import dev.modelgate.core.stats.Sample;
import dev.modelgate.core.stats.StudentTest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Graded scores: Student's t from 30 cases on, below that the bootstrap, which may pass a bucket but not fail it. */
final class GradedMeasuring {

    private GradedMeasuring() {}

    /** Needs cases. */
    static Measured of(Sample differences, double tolerance, TestPlan plan) {
        int n = differences.size();
        if (n < TestPlan.FEWEST_GRADED) {
            return Measured.untested("%d graded cases are too few to judge by; at least %d are required"
                    .formatted(n, TestPlan.FEWEST_GRADED));
        }
        if (differences.allEqual()) {
            Measured bound = bounded(Method.HOEFFDING, differences.mean(), n, tolerance, plan);
            return n < TestPlan.FEWEST_FOR_T ? bound.withoutHarm() : bound;
        }
        return n < TestPlan.FEWEST_FOR_T
                ? resampled(differences, tolerance, plan)
                : student(differences, tolerance, plan);
    }

    private static Measured student(Sample differences, double tolerance, TestPlan plan) {
        PairedT.Result t = PairedT.interval(differences, plan.confidence()).orElseThrow();
        StudentTest test = new StudentTest(t.mean(), t.standardError(), differences.size() - 1);
        return Measured.tested(Method.PAIRED_T, t.interval(), test.pAbove(-tolerance), test.pBelow(0), plan.alpha());
    }

    private static Measured resampled(Sample differences, double tolerance, TestPlan plan) {
        Interval interval = PairedBootstrap.interval(differences, plan.bootstrap(), plan.confidence())
                .orElseThrow()
                .bca();
        return new Measured(
                Method.BCA,
                Optional.of(interval),
                interval.lower() >= -tolerance,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                List.of("below %d graded cases harm is not tested".formatted(TestPlan.FEWEST_FOR_T)));
    }

    /** All differences equal: a spread of nothing proves nothing, but a bound for any distribution may. */
    static Measured bounded(Method method, double mean, int n, double tolerance, TestPlan plan) {
        double reach = mean - Hoeffding.lowerBound(mean, n, plan.alpha()).orElseThrow();
        Interval interval = new Interval(Math.max(-1, mean - reach), Math.min(1, mean + reach));
        return Measured.tested(
                method, interval, Hoeffding.pUpper(mean, n, -tolerance), Hoeffding.pUpper(-mean, n, 0), plan.alpha());
    }
}
