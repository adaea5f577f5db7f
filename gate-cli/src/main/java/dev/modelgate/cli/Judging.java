package dev.modelgate.cli;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.verdict.Comparison;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import java.util.Optional;

/** What every judging command hands to the core. */
final class Judging {

    private Judging() {}

    static Comparison compare(Evidence candidate, Evidence baseline, Tolerance tolerance, String baselineName) {
        try {
            return Comparison.of(candidate.report(), baseline.report(), tolerance);
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(baselineName + ": " + e.getMessage(), e);
        }
    }

    /** Of a judgement that reads no policy and no registry. */
    static Circumstances circumstances(Invocation invocation) {
        return new Circumstances(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Version.TEXT,
                invocation.now(),
                RunUrl.of(invocation));
    }
}
