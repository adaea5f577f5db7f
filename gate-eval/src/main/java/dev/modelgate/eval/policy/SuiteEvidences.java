package dev.modelgate.eval.policy;

import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.pipeline.RunEvidence;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import dev.modelgate.eval.pipeline.EmbeddedRun;
import java.util.Optional;

/** Both sides of a suite with the pipeline runs that their reports carry. */
public final class SuiteEvidences {

    private static final String RUN = "pipeline_run";

    private SuiteEvidences() {}

    /**
     * Puts two reports side by side.
     *
     * @throws dev.modelgate.core.CannotJudgeException where a report's {@code pipeline_run} is malformed
     */
    public static SuiteEvidence of(Evidence candidate, Evidence baseline) {
        return new SuiteEvidence(
                candidate,
                baseline,
                run(candidate.report(), "the candidate's report"),
                run(baseline.report(), "the baseline's report"));
    }

    /** A text there is another harness's name of a run, which is no evidence and no error. */
    private static Optional<RunEvidence> run(EvalReport report, String name) {
        return report.source()
                .member(RUN)
                .filter(JsonObject.class::isInstance)
                .map(run -> EmbeddedRun.read((JsonObject) run, name + ": '" + RUN + "'"));
    }
}
