package dev.modelgate.core.review;

import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.Fraction;

/**
 * One case as both sides answered it.
 *
 * @param baseline the case in the baseline's report
 * @param candidate the case of the same id in the candidate's
 */
public record CasePair(CaseResult baseline, CaseResult candidate) {

    /** What became of a case from the baseline to the candidate. */
    public enum Outcome {
        /** The baseline did better: a regression. */
        LOST,
        /** The candidate did better. */
        WON,
        /** Neither got it right, or both to the same degree short of wholly. */
        BOTH_WRONG,
        BOTH_RIGHT
    }

    public CasePair {
        if (!baseline.id().equals(candidate.id())) {
            throw new IllegalArgumentException(
                    "case '%s' is paired with case '%s', but a pair is one case on both sides"
                            .formatted(baseline.id(), candidate.id()));
        }
    }

    public String id() {
        return baseline.id();
    }

    /** Whether both sides say right or wrong, and not only how much. */
    public boolean isBinary() {
        return baseline.passed().isPresent() && candidate.passed().isPresent();
    }

    public Outcome outcome() {
        int direction = change().signum();
        if (direction != 0) {
            return direction < 0 ? Outcome.LOST : Outcome.WON;
        }
        return worth(candidate).equals(Fraction.ONE) ? Outcome.BOTH_RIGHT : Outcome.BOTH_WRONG;
    }

    /** Candidate minus baseline: 1, 0 or -1 for a binary case, else the difference of the scores. */
    public Fraction change() {
        return worth(candidate).minus(worth(baseline));
    }

    private Fraction worth(CaseResult side) {
        return isBinary() ? (side.passed().orElseThrow() ? Fraction.ONE : Fraction.ZERO) : side.score();
    }
}
