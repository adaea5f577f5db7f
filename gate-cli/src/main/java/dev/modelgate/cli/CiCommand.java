package dev.modelgate.cli;

import dev.modelgate.ci.stage.DataStage;
import dev.modelgate.ci.stage.EvalStage;
import dev.modelgate.ci.stage.FetchStage;
import dev.modelgate.ci.stage.JudgeStage;
import dev.modelgate.ci.stage.Outcome;
import dev.modelgate.ci.stage.PromoteStage;
import dev.modelgate.ci.stage.RequestStage;
import dev.modelgate.ci.stage.Stage;
import dev.modelgate.ci.stage.StageRun;
import dev.modelgate.ci.stage.Workshop;
import java.io.IOException;

/** {@code gate ci STAGE}: one stage of a deployment, in a work tree of the base commit. */
final class CiCommand implements GateCommand {

    private final Stage stage;

    CiCommand(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                "Runs one stage of a deployment in a GitHub workflow; run it in a work tree of the base commit.",
                "gate ci " + stage.word());
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException, InterruptedException {
        Workshop shop = CiWorld.workshop(invocation);
        Outcome outcome = new StageRun(shop).of(stage, () -> work(shop, invocation));
        invocation.out().println(outcome.text().stripTrailing());
        if (outcome.kind() == Outcome.Kind.PASSED) {
            return ExitStatus.DONE;
        }
        invocation.out().println("::error title=Modelgate::refused at stage " + stage.word());
        return ExitStatus.REFUSED;
    }

    private Outcome work(Workshop shop, Invocation invocation) throws IOException, InterruptedException {
        return switch (stage) {
            case REQUEST -> new RequestStage(shop, CiWorld.host(invocation)).run(CiWorld.proposal(invocation));
            case DATA -> new DataStage(shop).run();
            case FETCH -> new FetchStage(shop).run();
            case EVAL -> evaluate(shop, invocation);
            case JUDGE -> new JudgeStage(shop, notice -> invocation.err().println("gate: " + notice)).run();
            case PROMOTE -> new PromoteStage(shop, notice -> invocation.err().println("gate: " + notice)).run();
        };
    }

    private static Outcome evaluate(Workshop shop, Invocation invocation) throws InterruptedException {
        try (EvalBar bar = EvalBar.on(invocation)) {
            return new EvalStage(shop, bar).run();
        }
    }
}
