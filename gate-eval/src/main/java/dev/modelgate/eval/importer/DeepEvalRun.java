package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.eval.report.ReportDraft.CaseError;
import dev.modelgate.eval.score.Score;
import java.nio.file.Path;
import java.util.Optional;

/**
 * DeepEval's test run ({@code results_folder} or {@code DEEPEVAL_RESULTS_FOLDER}): a test case is a case and is correct
 * where all its metrics hold; its tags are buckets. A case of which a metric failed to run was not measured.
 */
final class DeepEvalRun implements Importer {

    @Override
    public String format() {
        return "deepeval";
    }

    @Override
    public String what() {
        return "DeepEval's test_run_*.json: a case is correct where all its metrics hold; tags are buckets";
    }

    @Override
    public Imported read(Path file, ImmutableMap<String, String> columns) {
        Walk run = Walk.read(file);
        if (!run.list("conversationalTestCases").isEmpty()) {
            throw new CannotJudgeException(
                    "%s has conversational test cases, but single turns are read; run them apart".formatted(file));
        }
        ImmutableList.Builder<ImportedCase> cases = ImmutableList.builder();
        ImmutableList.Builder<CaseError> errors = ImmutableList.builder();
        for (Walk test : run.each("testCases")) {
            error(test).ifPresentOrElse(errors::add, () -> cases.add(measured(test)));
        }
        return ImportedCases.of(file, cases.build(), errors.build(), 0);
    }

    private static Optional<CaseError> error(Walk test) {
        return test.each("metricsData").stream()
                .flatMap(metric -> metric.shown("error").stream())
                .map(message -> new CaseError(test.text("name"), message))
                .findFirst();
    }

    private static ImportedCase measured(Walk test) {
        if (test.list("metricsData").isEmpty()) {
            throw new CannotJudgeException(
                    "%s has no metric, but one is required to judge it; run it with metrics".formatted(test.where()));
        }
        return new ImportedCase(
                test.text("name"),
                tags(test),
                Score.of(test.flag("success")),
                test.shown("input"),
                test.shown("expectedOutput"),
                test.shown("actualOutput"),
                test.number("completionTime").map(seconds -> seconds.movePointRight(3)));
    }

    private static ImmutableList<String> tags(Walk test) {
        ImmutableList.Builder<String> tags = ImmutableList.builder();
        if (test.present("tags").isPresent()) {
            for (JsonValue tag : test.list("tags")) {
                tags.add(Walk.shown(tag));
            }
        }
        return tags.build();
    }
}
