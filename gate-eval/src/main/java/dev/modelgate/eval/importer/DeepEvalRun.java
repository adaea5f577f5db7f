package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.eval.score.Score;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * DeepEval's test run ({@code results_folder} or {@code DEEPEVAL_RESULTS_FOLDER}): a test case is a case and is correct
 * where all its metrics hold; its tags are buckets. A case of which a metric failed to run was not measured. Where a run
 * repeats its cases ({@code deepeval test run --repeat}), the attempts at one are a cluster.
 */
final class DeepEvalRun implements Importer {

    private static final List<String> TOLD = List.of("additionalMetadata", "comments");

    @Override
    public String format() {
        return "deepeval";
    }

    @Override
    public String what() {
        return "DeepEval's test_run_*.json: a case is correct where all its metrics hold; tags are buckets";
    }

    @Override
    public Imported read(Path file, ImportChoices choices) {
        choices.requireNoMetricsOnly(format());
        choices.requireNoColumns(format());
        Walk run = Walk.read(file);
        if (!run.list("conversationalTestCases").isEmpty()) {
            throw new CannotJudgeException(
                    "%s has conversational test cases, but single turns are read; run them apart".formatted(file));
        }
        List<Walk> tests = run.each("testCases");
        return ImportedCases.read(file, choices, cases -> {
            List<Attempt> attempts = Attempt.count(
                    tests.stream().map(test -> test.text("name")).toList(),
                    tests.stream()
                            .map(test -> question(test, test.text("name")))
                            .toList());
            for (int i = 0; i < tests.size(); i++) {
                read(tests.get(i), attempts.get(i), cases);
            }
        });
    }

    private static void read(Walk test, Attempt attempt, ImportedCases.Builder cases) {
        Question question = question(test, attempt.id());
        Optional<String> error = error(test);
        if (error.isPresent()) {
            cases.error(question, error.get());
            return;
        }
        CaseFields fields = new CaseFields();
        TOLD.forEach(name -> test.present(name).ifPresent(value -> fields.add(name, value)));
        cases.add(
                new ImportedCase(
                        question,
                        tags(test),
                        Score.of(test.flag("success")),
                        test.shown("actualOutput"),
                        test.number("completionTime").map(seconds -> seconds.movePointRight(3)),
                        attempt.cluster()),
                fields);
    }

    private static Question question(Walk test, String id) {
        return new Question(id, test.shown("input"), test.shown("expectedOutput"));
    }

    /** Of a metric that failed to run, by its own word or by the score that it does not have. */
    private static Optional<String> error(Walk test) {
        List<Walk> metrics = test.each("metricsData");
        if (metrics.isEmpty()) {
            throw new CannotJudgeException(
                    "%s has no metric, but one is required to judge it; run it with metrics".formatted(test.where()));
        }
        return metrics.stream()
                .flatMap(metric -> metric.shown("error").or(() -> unscored(metric)).stream())
                .findFirst();
    }

    private static Optional<String> unscored(Walk metric) {
        return metric.number("score").isPresent()
                ? Optional.empty()
                : Optional.of("the metric '%s' has no score".formatted(metric.text("name")));
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
