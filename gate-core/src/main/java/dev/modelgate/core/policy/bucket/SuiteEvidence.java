package dev.modelgate.core.policy.bucket;

import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.pipeline.RunEvidence;
import java.util.Optional;

/**
 * Both sides of one suite.
 *
 * @param candidateRun what the pipeline that made the candidate's report recorded, where the report carries it
 * @param baselineRun likewise
 */
public record SuiteEvidence(
        Evidence candidate, Evidence baseline, Optional<RunEvidence> candidateRun, Optional<RunEvidence> baselineRun) {

    public SuiteEvidence(Evidence candidate, Evidence baseline) {
        this(candidate, baseline, Optional.empty(), Optional.empty());
    }

    public EvalReport found() {
        return candidate.report();
    }

    public EvalReport before() {
        return baseline.report();
    }
}
