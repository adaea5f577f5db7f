package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import java.util.Optional;

/** A number of the candidate against fixed limits, whatever the baseline was. */
public record AbsoluteLimit(Metric metric, Limits limits) implements Check {

    public static final String TYPE = "absolute";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "%s is %s".formatted(metric, limits);
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        return judged(metric, limits, suite, ReasonCode.OUT_OF_LIMITS, "train on, or keep the previous model");
    }

    /** The same for checks that are a limit by another name. */
    static Outcome judged(Metric metric, Limits limits, SuiteEvidence suite, ReasonCode code, String advice) {
        Optional<Fraction> found = metric.in(suite.found());
        if (found.isEmpty()) {
            return Outcome.notMeasured(metric.path(), limits.toString(), "candidate");
        }
        return limits.hold(found.get())
                ? Outcome.pass(metric.path(), found.get().toString(), limits.toString())
                : Outcome.fail(code, metric.path(), found.get().toString(), limits.toString(), advice);
    }
}
