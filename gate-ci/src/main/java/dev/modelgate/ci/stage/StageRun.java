package dev.modelgate.ci.stage;

import dev.modelgate.ci.github.StepFiles;
import dev.modelgate.ci.stage.WorkFolder.Accepted;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.render.MarkdownText;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Runs a stage and leaves how it ended for the comment, the summary and the steps that follow. */
public final class StageRun {

    private final Workshop shop;
    private final StepFiles files;

    public StageRun(Workshop shop) {
        this.shop = shop;
        this.files = new StepFiles(shop.environment());
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

    /** How the last stage ended. */
    public Optional<Outcome> last() {
        return shop.folder().outcome();
    }

    private Outcome left(Outcome outcome) {
        shop.folder().keep(outcome);
        files.summary("**%s: %s**\n\n%s\n"
                .formatted(outcome.stage().word(), outcome.kind().name().toLowerCase(Locale.ROOT), outcome.text()));
        files.output("outcome", outcome.kind().name().toLowerCase(Locale.ROOT));
        if (outcome.kind() == Outcome.Kind.PASSED) {
            outputs(outcome.stage());
        }
        return outcome;
    }

    private void outputs(Stage stage) {
        if (stage == Stage.REQUEST) {
            Accepted accepted = shop.folder().accepted();
            files.output("run_id", accepted.request().runId());
            files.output("semver", accepted.request().semver().text());
        } else if (stage == Stage.FETCH) {
            files.output("sha", shop.folder().sha());
        }
    }
}
