package dev.modelgate.eval.pipeline;

import dev.modelgate.core.pipeline.RunEvidence;

/** Where runs are kept. */
@FunctionalInterface
public interface EvidenceSource {

    /**
     * Reads one run.
     *
     * @throws dev.modelgate.core.CannotJudgeException where there is no run of that name, or it cannot be read
     */
    RunEvidence run(String ref);
}
