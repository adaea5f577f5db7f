package dev.modelgate.cli;

import dev.modelgate.ci.github.StepFiles;
import dev.modelgate.ci.stage.Comment;
import dev.modelgate.ci.stage.StageRun;
import java.io.IOException;

/** {@code gate ci comment}: tells the change how its deployment ended, in one comment that later runs replace. */
final class CiCommentCommand implements GateCommand {

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                "Tells the pull request how its deployment ended, in one comment; in the step's summary where it may not.",
                "gate ci comment");
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        String text = Comment.of(new StageRun(CiWorld.workshop(invocation)).last(), invocation.environment());
        int change = CiWorld.proposal(invocation).number();
        if (CiWorld.host(invocation).comment(change, text)) {
            invocation.out().println("commented on pull request " + change);
        } else {
            new StepFiles(invocation.environment()).summary(text);
            invocation.out().println("the token may not comment here; the summary of this step has it instead");
        }
        return ExitStatus.DONE;
    }
}
