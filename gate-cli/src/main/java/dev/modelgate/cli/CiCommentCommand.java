package dev.modelgate.cli;

import dev.modelgate.ci.CiSystem;
import dev.modelgate.ci.stage.Comment;
import dev.modelgate.ci.stage.StageRun;
import java.io.IOException;

/** {@code gate ci comment}: tells the change how its deployment ended, in one comment that later runs replace. */
final class CiCommentCommand implements GateCommand {

    private final CiOptions options = new CiOptions();

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                "Tells the change how its deployment ended, in one comment; in the step's summary, or printed, where it may not.",
                "gate ci comment");
        options.declareRequest(syntax);
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException {
        String text = Comment.of(StageRun.last(CiOptions.workshop(invocation)), invocation.environment());
        CiSystem system = options.open(invocation);
        int change = system.proposal().number();
        if (system.host().comment(change, text)) {
            invocation.out().println("commented on change " + change);
            return ExitStatus.DONE;
        }
        system.report().summary(text);
        invocation.out().println(system.report().printed(text.stripTrailing()));
        if (options.kind(invocation) != CiOptions.Kind.NONE) {
            invocation
                    .err()
                    .println("gate: the token may not comment on the change; what it would say is printed instead");
        }
        return ExitStatus.DONE;
    }
}
