package dev.modelgate.core.stats.decision;

import dev.modelgate.core.stats.ClopperPearson;
import dev.modelgate.core.stats.Interval;
import dev.modelgate.core.stats.McNemar;
import dev.modelgate.core.stats.PairedCounts;
import dev.modelgate.core.stats.Proportion;
import dev.modelgate.core.stats.Tango;

/** The same cases on both sides: Tango for non-inferiority, McNemar for harm. */
final class PairedMeasuring {

    private PairedMeasuring() {}

    /** Needs cases. */
    static Measured of(PairedCounts counts, double tolerance, TestPlan plan) {
        double pNonInferior = Tango.test(counts, -tolerance).orElseThrow().pUpper();
        Interval interval =
                Tango.interval(counts, plan.confidence()).orElseThrow().interval();
        Measured measured = Measured.tested(
                method(plan.harmTest()), interval, pNonInferior, plan.harmTest().harm(counts), plan.alpha());
        return measured.nonInferior() && plan.guardZeroWon() && !guarded(counts, tolerance, plan.alpha())
                ? measured.unproven(
                        "no case was won, and the exact upper limit of the lost share is above the tolerance")
                : measured;
    }

    private static Method method(McNemar test) {
        return test == McNemar.EXACT ? Method.TANGO_MCNEMAR_EXACT : Method.TANGO_MCNEMAR_MIDP;
    }

    private static boolean guarded(PairedCounts counts, double tolerance, double alpha) {
        Proportion lost = new Proportion(counts.c(), counts.n());
        return counts.b() > 0 || ClopperPearson.upper(lost, alpha).orElseThrow() <= tolerance;
    }
}
