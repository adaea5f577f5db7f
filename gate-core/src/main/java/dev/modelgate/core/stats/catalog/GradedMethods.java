package dev.modelgate.core.stats.catalog;

import dev.modelgate.core.stats.ClusteredMean;
import dev.modelgate.core.stats.Hoeffding;
import dev.modelgate.core.stats.Interval;
import dev.modelgate.core.stats.PairedBootstrap;
import dev.modelgate.core.stats.PairedT;
import dev.modelgate.core.stats.ResamplePlan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Differences of graded scores, alone or in clusters. */
final class GradedMethods {

    private GradedMethods() {}

    static List<StatMethod> all() {
        return List.of(
                StatMethod.of("paired_t", "mean of paired differences with Student's interval", GradedMethods::pairedT),
                StatMethod.of(
                        "bootstrap_paired",
                        "mean of paired differences with percentile and BCa intervals",
                        GradedMethods::bootstrap),
                StatMethod.of(
                        "clustered_se", "mean of differences with cluster-robust errors", GradedMethods::clustered),
                StatMethod.of(
                        "hoeffding",
                        "lower bound of a mean of differences in [-1, 1] under any distribution",
                        GradedMethods::hoeffding));
    }

    private static Answer pairedT(Arguments in) {
        return PairedT.interval(in.differences(), in.confidence())
                .map(found -> new Answer()
                        .put("mean", found.mean())
                        .put("se", found.standardError())
                        .put(found.interval())
                        .put("degenerate", found.degenerate()))
                .orElseGet(Answer::undefined);
    }

    private static Answer bootstrap(Arguments in) {
        ResamplePlan plan = ResamplePlan.of(in.text("seed"), in.smallCount("resamples"));
        return PairedBootstrap.interval(in.differences(), plan, in.confidence())
                .map(GradedMethods::shown)
                .orElseGet(Answer::undefined);
    }

    private static Answer shown(PairedBootstrap.Result found) {
        return new Answer()
                .put("mean", found.mean())
                .put("pct_lower", found.percentile().lower())
                .put("pct_upper", found.percentile().upper())
                .put(
                        "first_indices",
                        found.firstIndices().stream().map(Integer::longValue).toList())
                .put("bca_lower", found.bca().lower())
                .put("bca_upper", found.bca().upper())
                .put("degenerate", found.degenerate());
    }

    private static Answer clustered(Arguments in) {
        return ClusteredMean.of(in.differences(), in.labels("cluster"), in.confidence())
                .map(GradedMethods::shown)
                .orElseGet(Answer::undefined);
    }

    private static Answer shown(ClusteredMean found) {
        return new Answer()
                .put("n", found.n())
                .put("G", found.clusters())
                .put("mean", found.mean())
                .put("se_iid", found.iid())
                .put("se_cr0", found.cr0())
                .put("se_miller", found.miller())
                .put("se_cr1", found.cr1())
                .put("deff", found.designEffect())
                .put("lower", end(found.interval().map(Interval::lower)))
                .put("upper", end(found.interval().map(Interval::upper)));
    }

    private static OptionalDouble end(Optional<Double> end) {
        return end.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private static Answer hoeffding(Arguments in) {
        return Hoeffding.lowerBound(in.number("mean"), in.count("n"), in.alpha())
                .map(lower -> new Answer().put("lower", lower.doubleValue()))
                .orElseGet(Answer::undefined);
    }
}
