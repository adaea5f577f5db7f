package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import java.util.Optional;

/**
 * How large the artifact is, and how much larger than before.
 *
 * @param metric the number, such as {@code artifact.bytes}
 * @param atMost in the unit of the number
 * @param maxGrowth as a share of the baseline's, 0 or more: {@code 0.1} for 10 %
 */
public record ArtifactSize(Metric metric, Optional<Fraction> atMost, Optional<Fraction> maxGrowth) implements Check {

    public static final String TYPE = "artifact_size";

    private static final String ADVICE = "prune or quantise it, or allow more on purpose";

    public ArtifactSize {
        if (atMost.isEmpty() && maxGrowth.isEmpty()) {
            throw new IllegalArgumentException("there is no limit, but 'at_most' or 'max_growth' is required");
        }
        if (maxGrowth.map(Fraction::signum).orElse(0) < 0) {
            throw new IllegalArgumentException(
                    "'max_growth' is %s, but it must not be negative".formatted(maxGrowth.orElseThrow()));
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "%s is%s%s"
                .formatted(
                        metric,
                        atMost.map(most -> " at most " + most).orElse(""),
                        maxGrowth
                                .map(share -> "%s at most %s of the baseline's larger"
                                        .formatted(atMost.isPresent() ? ", and" : "", share))
                                .orElse(""));
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        Optional<Fraction> ceiling = atMost;
        if (maxGrowth.isPresent()) {
            Optional<Fraction> before = metric.in(suite.before());
            if (before.isEmpty()) {
                return Outcome.notMeasured(metric.path(), "the baseline's size", "baseline");
            }
            Fraction grown = before.get().times(Fraction.ONE.plus(maxGrowth.get()));
            ceiling = Optional.of(
                    ceiling.filter(most -> most.compareTo(grown) < 0).orElse(grown));
        }
        return AbsoluteLimit.judged(
                metric, Limits.atMost(ceiling.orElseThrow()), suite, ReasonCode.ARTIFACT_TOO_LARGE, ADVICE);
    }
}
