package dev.modelgate.cli;

import java.io.IOException;

/** One command: declares its options, is filled from the command line, runs. */
interface GateCommand {

    /** Declares what its command line may say, and where each value goes. */
    void declare(Syntax syntax);

    /**
     * Runs it.
     *
     * @throws UsageException where the command line is wrong in a way picocli cannot see
     * @throws dev.modelgate.core.CannotJudgeException where it could not judge
     * @throws IOException where it could not finish
     */
    ExitStatus run(Invocation invocation) throws IOException, InterruptedException;
}
