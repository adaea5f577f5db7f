package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import java.util.Optional;

/**
 * A number against the baseline's, as a share of it: at {@code baseline - max_drop * |baseline|} it holds, any lower
 * it has dropped. Below the guard the share is taken of the guard instead, for a share of almost nothing is noise.
 *
 * @param better where the number should go
 * @param maxDrop as a share, in [0, 1): {@code 0.02} for 2 %
 * @param guard the smallest baseline that a share is taken of, 0 or more
 */
public record RelativeDrop(Metric metric, Direction better, Fraction maxDrop, Fraction guard) implements Check {

    public static final String TYPE = "relative_drop";

    public RelativeDrop {
        if (maxDrop.signum() < 0 || maxDrop.compareTo(Fraction.ONE) >= 0) {
            throw new IllegalArgumentException(
                    "'max_drop' is %s, but it must lie in [0, 1); 0.02 is two percent".formatted(maxDrop));
        }
        if (guard.signum() < 0) {
            throw new IllegalArgumentException("'small_baseline' is %s, but it must not be negative".formatted(guard));
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "%s gets worse by at most a share of %s of the baseline's%s; %s is better"
                .formatted(
                        metric,
                        maxDrop,
                        guard.signum() == 0 ? "" : ", taken of %s where that is smaller".formatted(guard),
                        better.word());
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        Optional<Fraction> before = metric.in(suite.before());
        if (before.isEmpty()) {
            return Outcome.notMeasured(metric.path(), "the baseline's number", "baseline");
        }
        Limits limits = better.limits(better.worsened(before.get(), allowed(before.get())));
        return AbsoluteLimit.judged(
                metric, limits, suite, ReasonCode.METRIC_DROPPED, "train again, or keep the previous model");
    }

    private Fraction allowed(Fraction baseline) {
        Fraction size = baseline.abs().compareTo(guard) < 0 ? guard : baseline.abs();
        return size.times(maxDrop);
    }
}
