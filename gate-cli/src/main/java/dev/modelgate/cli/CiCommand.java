package dev.modelgate.cli;

import dev.modelgate.ci.CiSystem;
import dev.modelgate.ci.StepReport;
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
    private final CiOptions options = new CiOptions();

    CiCommand(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void declare(Syntax syntax) {
        syntax.about(
                "Runs one stage of a deployment in a CI job; run it in a work tree of the base commit.",
                "gate ci " + stage.word());
        if (stage == Stage.REQUEST) {
            options.declareRequest(syntax);
        } else {
            options.declare(syntax);
        }
    }

    @Override
    public ExitStatus run(Invocation invocation) throws IOException, InterruptedException {
        Workshop shop = CiOptions.workshop(invocation);
        CiSystem system = options.open(invocation);
        StepReport report = system.report();
        Outcome outcome = new StageRun(shop, report).of(stage, () -> work(shop, system, invocation));
        invocation.out().println(report.printed(outcome.text().stripTrailing()));
        if (outcome.kind() == Outcome.Kind.PASSED) {
            return ExitStatus.DONE;
        }
        invocation.out().print(report.refused(stage.word()));
        return ExitStatus.REFUSED;
    }

    private Outcome work(Workshop shop, CiSystem system, Invocation invocation)
            throws IOException, InterruptedException {
        return switch (stage) {
            case REQUEST -> new RequestStage(shop, system.host()).run(system.proposal());
            case DATA -> new DataStage(shop).run();
            case FETCH -> new FetchStage(shop).run();
            case EVAL -> evaluate(shop, invocation);
            case JUDGE -> new JudgeStage(shop, notice -> invocation.err().println("gate: " + notice)).run();
            case PROMOTE ->
                new PromoteStage(
                                shop,
                                branch -> system.host().tip(branch),
                                notice -> invocation.err().println("gate: " + notice))
                        .run();
        };
    }

    private static Outcome evaluate(Workshop shop, Invocation invocation) throws IOException, InterruptedException {
        try (EvalBar bar = EvalBar.on(invocation)) {
            return new EvalStage(shop, bar).run();
        }
    }
}
