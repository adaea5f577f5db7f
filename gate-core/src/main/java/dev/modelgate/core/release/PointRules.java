package dev.modelgate.core.release;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.verdict.Comparison;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Verdict;
import java.time.Duration;
import java.util.Optional;

/** What holds where no policy is committed: the point rule with two points of tolerance, and a day to promote. */
public final class PointRules implements CommittedRules {

    private static final Duration MAX_AGE = Duration.ofHours(24);

    @Override
    public Optional<String> policySha256() {
        return Optional.empty();
    }

    @Override
    public String mode() {
        return Verdict.POINT;
    }

    @Override
    public Tolerance tolerance() {
        return Tolerance.DEFAULT;
    }

    @Override
    public Duration maxAge() {
        return MAX_AGE;
    }

    @Override
    public boolean mayPromote(Decision decision) {
        return decision == Decision.PASS;
    }

    @Override
    public Ruling judge(Evidence candidate, Evidence baseline) {
        if (baseline.report().buckets().isEmpty()) {
            throw new CannotJudgeException("the committed baseline has no buckets, but at least one is required; commit"
                    + " a baseline from a real evaluation");
        }
        Comparison comparison = Comparison.of(candidate.report(), baseline.report(), tolerance());
        return new Ruling(comparison.decision(), candidate.report().modelSha(), comparison.reasons());
    }
}
