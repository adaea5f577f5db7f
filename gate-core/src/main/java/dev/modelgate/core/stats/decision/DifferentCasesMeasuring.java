package dev.modelgate.core.stats.decision;

import dev.modelgate.core.stats.FarringtonManning;
import dev.modelgate.core.stats.Interval;
import dev.modelgate.core.stats.MiettinenNurminen;
import dev.modelgate.core.stats.Proportion;

/** Different cases on each side: Farrington and Manning at the tolerance and at 0, with the interval that agrees. */
final class DifferentCasesMeasuring {

    private DifferentCasesMeasuring() {}

    /** Needs cases on both sides. */
    static Measured of(BucketData.DifferentCases data, double tolerance, TestPlan plan) {
        Proportion candidate = data.candidate();
        Proportion baseline = data.baseline();
        Interval interval = MiettinenNurminen.MEE
                .interval(candidate, baseline, plan.confidence())
                .orElseThrow()
                .interval();
        return Measured.tested(
                Method.FARRINGTON_MANNING,
                interval,
                FarringtonManning.test(candidate, baseline, tolerance)
                        .orElseThrow()
                        .pUpper(),
                FarringtonManning.test(candidate, baseline, 0).orElseThrow().pLower(),
                plan.alpha());
    }
}
