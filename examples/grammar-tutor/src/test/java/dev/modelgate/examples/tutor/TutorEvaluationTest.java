package dev.modelgate.examples.tutor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.json.InputFiles;
import dev.modelgate.eval.json.JsonLines;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.onnx.OnnxSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real models against what another runtime says of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TutorEvaluationTest {

    private final Map<String, EvalReport> reports = new HashMap<>();

    @BeforeAll
    void evaluate(@TempDir Path directory) throws InterruptedException {
        for (String model : ImmutableList.of("clean", "degraded", "retrain")) {
            reports.put(
                    model,
                    Tutor.evaluate(model, OnnxSettings.DEFAULT, directory).report());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "aggregate,                  1200, 1170, 1160",
        "number.pl,                   600,  600,  598",
        "number.sg,                   600,  570,  562",
        "person.first,                400,  392,  389",
        "person.second,               400,  400,  399",
        "person.third,                400,  378,  372",
        "polarity.affirmative,        600,  582,  578",
        "polarity.negative,           600,  588,  582",
        "split.heldout,               178,  148,  147",
        "split.seen,                 1022, 1022, 1013",
        "tense.future,                240,  236,  236",
        "tense.past,                  240,  236,  236",
        "tense.past_participle,       240,  234,  224",
        "tense.present,               240,  237,  237",
        "tense.progressive,           240,  227,  227",
        "verb_class.regular,          480,  466,  465",
        "verb_class.strong,           600,  586,  577",
        "verb_class.weak_irregular,   120,  118,  118",
    })
    void every_bucket_has_the_counts_that_python_counts(String bucket, long n, long clean, long degraded) {
        assertThat(reports.get("clean").bucket(bucket)).contains(Bucket.ofCounts(bucket, clean, n));
        assertThat(reports.get("degraded").bucket(bucket)).contains(Bucket.ofCounts(bucket, degraded, n));
    }

    @Test
    void there_are_no_other_buckets_than_those_eighteen() {
        assertThat(reports.get("clean").buckets()).hasSize(18);
        assertThat(reports.get("degraded").buckets().keySet())
                .isEqualTo(reports.get("clean").buckets().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean", "degraded", "retrain"})
    void every_case_has_the_answer_that_python_gets(String model) throws IOException {
        Map<String, String> expected = expectedAnswers(model);
        Map<String, String> found = new LinkedHashMap<>();
        for (CaseResult result : reports.get(model).cases().orElseThrow()) {
            found.put(result.id(), result.output().orElseThrow());
        }

        assertThat(found).hasSize(1200).containsExactlyEntriesOf(expected);
    }

    @Test
    void batches_and_threads_do_not_change_an_answer(@TempDir Path directory) throws InterruptedException {
        EvalReport small =
                Tutor.evaluate("clean", new OnnxSettings(2, 7), directory).report();

        assertThat(small.buckets()).isEqualTo(reports.get("clean").buckets());
        assertThat(Tutor.answers(small)).isEqualTo(Tutor.answers(reports.get("clean")));
    }

    @Test
    void the_lemma_of_a_case_is_passed_through_to_its_result(@TempDir Path directory)
            throws InterruptedException, IOException {
        Tutor.evaluate("clean", OnnxSettings.DEFAULT, directory);
        Map<String, String> lemmas = new HashMap<>();
        try (InputStream in = InputFiles.open(directory.resolve("clean_eval_cases.jsonl"))) {
            JsonLines.forEach(
                    in,
                    "cases",
                    (line, where) -> lemmas.put(
                            JsonShape.text(JsonShape.required(line, "id", where), where),
                            JsonShape.text(JsonShape.required(line, "lemma", where), where)));
        }

        assertThat(lemmas).hasSize(1200).containsEntry("go.past.we.negative", "go");
    }

    /** Expected where the golden file does not list the case as wrong. */
    private static Map<String, String> expectedAnswers(String model) throws IOException {
        Map<String, String> answers = new LinkedHashMap<>();
        for (EvalCase evalCase : Tutor.evalSet().cases()) {
            answers.put(evalCase.id(), evalCase.expectedText());
        }
        try (InputStream in = TutorEvaluationTest.class.getResourceAsStream("/golden/" + model + ".jsonl")) {
            JsonLines.forEach(
                    in,
                    model,
                    (line, where) -> answers.put(
                            JsonShape.text(JsonShape.required(line, "id", where), where),
                            JsonShape.text(JsonShape.required(line, "output", where), where)));
        }
        return answers;
    }
}
