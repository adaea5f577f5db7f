package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;

/**
 * How far stated confidence and accuracy are apart.
 *
 * @param metric the number, such as {@code metrics.ece}, the expected calibration error
 * @param atMost in [0, 1]
 */
public record Calibration(Metric metric, Fraction atMost) implements Check {

    public static final String TYPE = "calibration";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "%s is at most %s".formatted(metric, atMost);
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        return AbsoluteLimit.judged(
                metric, Limits.atMost(atMost), suite, ReasonCode.MISCALIBRATED, "calibrate it on held-out cases");
    }
}
