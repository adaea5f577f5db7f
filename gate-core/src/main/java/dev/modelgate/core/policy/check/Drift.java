package dev.modelgate.core.policy.check;

import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import dev.modelgate.core.stats.Confidence;
import dev.modelgate.core.stats.Holm;
import dev.modelgate.core.stats.PsiCategorical;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether the data that the candidate saw are distributed as the baseline's were: by feature, from the counts in
 * {@code distributions}. A feature has drifted where its PSI is beyond the limit and beyond chance, adjusted over the
 * features; the customary limits alone ignore the number of cases.
 *
 * @param features which must be there
 * @param limit of the PSI, {@code 0.1} customarily, 0 or more
 * @param alpha of the family of features, below 0.5
 */
public record Drift(ImmutableSet<String> features, Fraction limit, double alpha) implements Check {

    public static final String TYPE = "drift";

    private static final long FEWEST = 50;
    private static final double SMOOTHING = 0.5;

    public Drift {
        Confidence.ofOneSided(alpha);
        if (features.isEmpty()) {
            throw new IllegalArgumentException("no features are named, but at least one is required");
        }
        if (limit.signum() < 0) {
            throw new IllegalArgumentException("'at_most' is %s, but it must not be negative".formatted(limit));
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "%s drifted by a PSI of at most %s, or no more than chance makes"
                .formatted(String.join(", ", features), limit);
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        List<PsiCategorical> compared = new ArrayList<>();
        for (String feature : features) {
            Optional<Map<String, Long>> before = counts(suite.before(), feature);
            Optional<Map<String, Long>> found = counts(suite.found(), feature);
            if (before.isEmpty() || found.isEmpty()) {
                return Outcome.notMeasured(subject(feature), required(), found.isEmpty() ? "candidate" : "baseline");
            }
            long fewest = Math.min(Distributions.total(before.get()), Distributions.total(found.get()));
            if (fewest < FEWEST) {
                return Outcome.inconclusive(
                        subject(feature),
                        "of %d cases".formatted(fewest),
                        required(),
                        "at least %d on each side are required to judge".formatted(FEWEST));
            }
            compared.add(
                    PsiCategorical.between(before.get(), found.get(), SMOOTHING).orElseThrow());
        }
        return judged(compared);
    }

    private Outcome judged(List<PsiCategorical> compared) {
        List<OptionalDouble> adjusted = Holm.adjust(compared.stream()
                .map(found -> OptionalDouble.of(found.pValue()))
                .toList());
        List<String> drifted = new ArrayList<>();
        double largest = 0;
        int i = 0;
        for (String feature : features) {
            PsiCategorical found = compared.get(i);
            largest = Math.max(largest, found.psi());
            if (found.psi() > limit.toDouble() && adjusted.get(i).orElseThrow() <= alpha) {
                drifted.add("'%s' at %s".formatted(feature, shown(found.psi())));
            }
            i++;
        }
        return drifted.isEmpty()
                ? Outcome.pass("the largest PSI", shown(largest), required())
                : Outcome.fail(
                        ReasonCode.DRIFTED,
                        "the PSI",
                        String.join(", ", drifted),
                        required(),
                        "find what changed in the data before the model is judged on them");
    }

    private static Optional<Map<String, Long>> counts(EvalReport report, String feature) {
        return Distributions.of(report, feature);
    }

    private String required() {
        return "at most %s, or no more than chance makes".formatted(limit);
    }

    private static String subject(String feature) {
        return "the PSI of '%s'".formatted(feature);
    }

    private static String shown(double psi) {
        return BigDecimal.valueOf(psi).setScale(4, RoundingMode.HALF_EVEN).toPlainString();
    }
}
