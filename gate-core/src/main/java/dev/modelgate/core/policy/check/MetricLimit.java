package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import java.util.Optional;

/**
 * Any number against the baseline's, in its own unit: it may get worse by so much and no more.
 *
 * @param better where the number should go
 * @param maxLoss in the unit of the number, 0 or more
 */
public record MetricLimit(Metric metric, Direction better, Fraction maxLoss) implements Check {

    public static final String TYPE = "metric";

    public MetricLimit {
        if (maxLoss.signum() < 0) {
            throw new IllegalArgumentException("'max_loss' is %s, but it must not be negative".formatted(maxLoss));
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "%s gets worse by at most %s; %s is better".formatted(metric, maxLoss, better.word());
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        Optional<Fraction> before = metric.in(suite.before());
        return before.isEmpty()
                ? Outcome.notMeasured(metric.path(), "the baseline's number", "baseline")
                : AbsoluteLimit.judged(
                        metric,
                        better.limits(better.worsened(before.get(), maxLoss)),
                        suite,
                        ReasonCode.METRIC_DROPPED,
                        "train again, or keep the previous model");
    }
}
