package dev.modelgate.core.stats.decision;

import dev.modelgate.core.evidence.Fraction;
import java.util.Optional;

/**
 * How the buckets' evidence becomes a decision.
 *
 * @param mode who carries the burden of proof
 * @param onInconclusive what becomes of a run that shows neither
 * @param pooledTolerance what all cases together may lose, a fraction in [0, 1]. Needed by {@link Mode#EVIDENCE}, which
 *     passes nothing without it; in the other testing modes the pooled comparison takes part only if it is given
 * @param plan how to test
 */
public record GateRule(Mode mode, OnInconclusive onInconclusive, Optional<Fraction> pooledTolerance, TestPlan plan) {

    public GateRule {
        if (mode == Mode.EVIDENCE && pooledTolerance.isEmpty()) {
            throw new IllegalArgumentException("mode is EVIDENCE without a pooled tolerance, but this mode passes only"
                    + " what is shown for all cases together; give one, such as 0.02");
        }
    }

    /** The exact rule alone. */
    public static GateRule point(TestPlan plan) {
        return new GateRule(Mode.POINT, OnInconclusive.REFUSE, Optional.empty(), plan);
    }

    /** Whether all cases together are judged as well. */
    boolean isPooled() {
        return mode != Mode.POINT && pooledTolerance.isPresent();
    }
}
