package dev.modelgate.core.stats.catalog;

import dev.modelgate.core.stats.Column;
import dev.modelgate.core.stats.Divergence;
import dev.modelgate.core.stats.Histogram;
import dev.modelgate.core.stats.PsiCategorical;
import dev.modelgate.core.stats.PsiNull;
import dev.modelgate.core.stats.PsiNumeric;
import java.util.List;

/** How far two distributions have drifted apart. */
final class DriftMethods {

    private static final double USUAL_SMOOTHING = 0.5;

    private DriftMethods() {}

    static List<StatMethod> all() {
        return List.of(
                StatMethod.of("kl", "Kullback-Leibler, Jensen-Shannon and PSI of two histograms", DriftMethods::kl),
                StatMethod.of("psi_categorical", "PSI of a categorical feature", DriftMethods::categorical),
                StatMethod.of("psi_numeric", "PSI of a numeric feature", DriftMethods::numeric),
                StatMethod.of("psi_null_quantile", "the PSI that chance alone produces", DriftMethods::nullQuantile));
    }

    private static Answer kl(Arguments in) {
        return Divergence.between(histogram(in, "p"), histogram(in, "q"), in.number("smoothing"))
                .map(found -> new Answer()
                        .put("kl_pq", found.klPq())
                        .put("kl_qp", found.klQp())
                        .put("js", found.jensenShannon())
                        .put("psi", found.psi()))
                .orElseGet(Answer::undefined);
    }

    private static Histogram histogram(Arguments in, String name) {
        return Histogram.of(
                in.numbers(name).stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Answer categorical(Arguments in) {
        return PsiCategorical.between(in.counts("reference"), in.counts("current"), smoothing(in))
                .map(found -> new Answer()
                        .put("psi", found.psi())
                        .put("df", found.degreesOfFreedom())
                        .put("critical_95", found.critical95())
                        .put("p_value", found.pValue())
                        .put("level", found.level().word()))
                .orElseGet(Answer::undefined);
    }

    private static Answer numeric(Arguments in) {
        Column reference = Column.of(in.optionalNumbers("reference"));
        Column current = Column.of(in.optionalNumbers("current"));
        return PsiNumeric.between(reference, current, in.smallCount("bins"), smoothing(in))
                .map(found -> new Answer()
                        .putNumbers("edges", found.edges())
                        .put("ref_counts", found.referenceCounts())
                        .put("cur_counts", found.currentCounts())
                        .put("psi", found.psi()))
                .orElseGet(Answer::undefined);
    }

    private static double smoothing(Arguments in) {
        return in.number("smoothing", USUAL_SMOOTHING);
    }

    private static Answer nullQuantile(Arguments in) {
        double alpha = in.alpha();
        return PsiNull.of(in.count("n_ref"), in.count("n_cur"), in.smallCount("bins"))
                .map(chance -> new Answer()
                        .put("critical", chance.critical(alpha))
                        .put("threshold_0_1_p", chance.exceeding(0.1))
                        .put("threshold_0_25_p", chance.exceeding(0.25)))
                .orElseGet(Answer::undefined);
    }
}
