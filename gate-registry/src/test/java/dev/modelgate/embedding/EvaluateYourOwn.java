package dev.modelgate.embedding;

import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.eval.evalset.EvalSets;
import dev.modelgate.eval.run.Evaluated;
import dev.modelgate.eval.run.Evaluation;
import dev.modelgate.eval.run.Progress;
import dev.modelgate.eval.run.RunSettings;
import dev.modelgate.eval.score.Scorer;
import java.nio.file.Path;
import java.time.Clock;

/** Puts an eval set to your own model, judged by your own scorer. */
final class EvaluateYourOwn {

    private EvaluateYourOwn() {}

    /** Writes the report, with its cases beside it, for {@link CompareTwoReports} or {@code gate compare}. */
    static Evaluated evaluate(Path evalSet, Path report, Clock clock) throws InterruptedException {
        try (ModelRuntime model = new UpperCase();
                Scorer scorer = new SameWords()) {
            RunSettings settings = RunSettings.DEFAULT.ofSuite("words");
            return new Evaluation(EvalSets.read(evalSet), model, scorer, settings, clock).run(report, Progress.SILENT);
        }
    }
}
