package dev.modelgate.examples.tutor;

import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.eval.evalset.EvalSet;
import dev.modelgate.eval.evalset.JsonlEvalSets;
import dev.modelgate.eval.onnx.OnnxRuntime;
import dev.modelgate.eval.onnx.OnnxSettings;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.run.Evaluated;
import dev.modelgate.eval.run.Evaluation;
import dev.modelgate.eval.run.Progress;
import dev.modelgate.eval.run.RunSettings;
import dev.modelgate.eval.score.ExactMatch;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The example's real models and eval set. */
final class Tutor {

    static final Path ROOT = Path.of(System.getProperty("project.root"));
    static final Path EXAMPLE = ROOT.resolve("examples/grammar-tutor");

    private Tutor() {}

    static EvalSet evalSet() {
        return JsonlEvalSets.read(EXAMPLE.resolve("data/eval/phase-20.jsonl"));
    }

    static Path bundle(String model) {
        return EXAMPLE.resolve("models").resolve(model);
    }

    /** Evaluates a model and reads the report back. */
    static Evidence evaluate(String model, OnnxSettings settings, Path directory) throws InterruptedException {
        try (OnnxRuntime runtime = OnnxRuntime.open(bundle(model), new TutorCodec(), settings)) {
            RunSettings run = RunSettings.DEFAULT.ofSuite("phase-20");
            Evaluated evaluated = new Evaluation(evalSet(), runtime, new ExactMatch(), run, Clock.systemUTC())
                    .run(directory.resolve(model + "_eval.json"), Progress.SILENT);
            return ReportReader.read(evaluated.report());
        }
    }

    /** The cases of a report but for how long each took, which is never the same. */
    static List<CaseResult> answers(EvalReport report) {
        return report.cases().orElseThrow().stream()
                .map(result -> new CaseResult(
                        result.id(),
                        result.buckets(),
                        result.score(),
                        result.passed(),
                        result.input(),
                        result.expected(),
                        result.output(),
                        result.cluster()))
                .toList();
    }
}
