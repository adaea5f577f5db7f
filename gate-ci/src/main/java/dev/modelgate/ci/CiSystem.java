package dev.modelgate.ci;

import dev.modelgate.core.change.Proposal;
import dev.modelgate.core.port.CodeHost;
import java.io.IOException;

/** The CI system that a stage runs in. */
public interface CiSystem {

    /**
     * The change that is to be judged.
     *
     * @throws dev.modelgate.core.CannotJudgeException where this job is about none
     */
    Proposal proposal() throws IOException;

    /** Where it is discussed. */
    CodeHost host();

    /** Where a step's results go. */
    StepReport report();
}
