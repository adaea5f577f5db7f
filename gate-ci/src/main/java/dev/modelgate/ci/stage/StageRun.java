package dev.modelgate.ci.stage;

import dev.modelgate.ci.StepReport;
import dev.modelgate.ci.stage.WorkFolder.Accepted;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.render.MarkdownText;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Runs a stage and leaves how it ended for the comment, the summary and the steps that follow. */
public final class StageRun {

    private final Workshop shop;
    private final StepReport report;

    public StageRun(Workshop shop, StepReport report) {
        this.shop = shop;
        this.report = report;
    }

    /** A stage's work. */
    @FunctionalInterface
    public interface Work {
        Outcome run() throws IOException, InterruptedException;
    }

    /**
     * Runs it.
     *
     * @throws CannotJudgeException as the stage does, once that it stopped is left too
     */
    public Outcome of(Stage stage, Work work) throws IOException, InterruptedException {
        try {
            return left(work.run());
        } catch (CannotJudgeException | IOException e) {
            left(new Outcome(stage, Outcome.Kind.ERROR, MarkdownText.prose(String.valueOf(e.getMessage()))));
            throw e;
        }
    }

    /** How the last stage that ran in a workshop ended. */
    public static Optional<Outcome> last(Workshop shop) {
        return shop.folder().outcome();
    }

    private Outcome left(Outcome outcome) {
        shop.folder().keep(outcome);
        report.summary("**%s: %s**\n\n%s\n"
                .formatted(outcome.stage().word(), outcome.kind().name().toLowerCase(Locale.ROOT), outcome.text()));
        report.output("outcome", outcome.kind().name().toLowerCase(Locale.ROOT));
        if (outcome.kind() == Outcome.Kind.PASSED) {
            outputs(outcome.stage());
        }
        return outcome;
    }

    private void outputs(Stage stage) {
        if (stage == Stage.REQUEST) {
            Accepted accepted = shop.folder().accepted();
            report.output("run_id", accepted.request().runId());
            report.output("semver", accepted.request().semver().text());
        } else if (stage == Stage.FETCH) {
            report.output("sha", shop.folder().sha());
        } else if (stage == Stage.PROMOTE) {
            report.output("registry_head", shop.folder().head());
        }
    }
}
