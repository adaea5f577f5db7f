package dev.modelgate.eval.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.eval.score.Score;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that the tools themselves wrote; {@code scripts/real/harnesses.sh} makes them again. */
class ImportersTest {

    private static final Path FIXTURES = Path.of(System.getProperty("project.root"), "fixtures", "harness");

    @TempDir
    Path directory;

    @Test
    void junit_counts_failures_and_keeps_errors_and_skipped_tests_apart() throws Exception {
        EvalReport report = imported("junit", FIXTURES.resolve("pytest-9.2.0.xml"));

        assertThat(report.buckets().get("aggregate")).isEqualTo(Bucket.ofCounts("aggregate", 3, 4));
        assertThat(report.buckets().get("test_tutor")).isEqualTo(Bucket.ofCounts("test_tutor", 2, 3));
        assertThat(report.numbers()).containsKeys("errors", "skipped");
        assertThat(report.numbers().get("errors")).isEqualByComparingTo("1");
        assertThat(report.numbers().get("skipped")).isEqualByComparingTo("1");
        assertThat(report.modelSha()).isEmpty();
        assertThat(report.cases().orElseThrow()).extracting("id").contains("test_tutor.test_past[eat]");
    }

    @Test
    void a_document_type_is_not_read() throws Exception {
        Path file =
                write("x.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><testsuite>&b;</testsuite>");

        assertThatThrownBy(() -> read("junit", file))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("is no JUnit XML that can be read");
    }

    @Test
    void inspect_gives_each_sample_its_letter() throws Exception {
        EvalReport report = imported("inspect", FIXTURES.resolve("inspect-0.3.285.json"));

        assertThat(report.buckets().get("aggregate")).isEqualTo(Bucket.ofCounts("aggregate", 1, 2));
        assertThat(report.cases().orElseThrow())
                .filteredOn("id", "eat")
                .singleElement()
                .satisfies(eat -> {
                    assertThat(eat.input()).contains("past of eat?");
                    assertThat(eat.expected()).contains("ate");
                    assertThat(eat.output()).contains("eated");
                    assertThat(eat.passed()).contains(false);
                });
    }

    @Test
    void half_a_run_of_inspect_is_none() throws Exception {
        Path cancelled = write(
                "log.json",
                Files.readString(FIXTURES.resolve("inspect-0.3.285.json"))
                        .replace("\"status\": \"success\"", "\"status\": \"cancelled\""));

        assertThatThrownBy(() -> read("inspect", cancelled))
                .hasMessageContaining("has the status 'cancelled', but 'success' is required");
    }

    @Test
    void a_table_has_columns_of_our_names_or_of_those_it_is_said_to_have() throws Exception {
        Path ours = write("a.csv", "id,passed,buckets,latency_ms\n1,true,a; b,1.5\n2,False,a,\n");
        Path theirs = write("b.csv", "question,ok,slice\n1,1,a;b\n2,0,a\n");

        EvalReport first = imported("csv", ours);
        ImportedCases second = (ImportedCases)
                read("csv", theirs, ImmutableMap.of("id", "question", "passed", "ok", "buckets", "slice"));

        assertThat(first.buckets().get("a")).isEqualTo(Bucket.ofCounts("a", 1, 2));
        assertThat(first.buckets().get("b")).isEqualTo(Bucket.ofCounts("b", 1, 1));
        assertThat(second.cases()).extracting(ImportedCase::score).containsExactly(score(first, 0), score(first, 1));
    }

    @Test
    void grades_have_a_mean_and_no_count() throws Exception {
        EvalReport report = imported("csv", write("a.csv", "id,score\n1,0.5\n2,0.25\n"));

        assertThat(report.buckets().get("aggregate").accuracy()).isEqualTo(Fraction.of(3, 8));
        assertThat(report.buckets().get("aggregate").correct()).isEmpty();
    }

    @Test
    void a_parquet_table_says_the_same() throws Exception {
        Path file = directory.resolve("results.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "copy (select * from (values ('1', true, ['a', 'b']), ('2', false, ['a'])) as t(id, passed, buckets)) to '%s' (format parquet)"
                            .formatted(file));
        }

        assertThat(imported("parquet", file).buckets().get("a")).isEqualTo(Bucket.ofCounts("a", 1, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,passed\\n1,yes\\n | :2: 'passed' is 'yes', but true, false, 1 or 0 is required",
                "id,score\\n1,NaN\\n | :2: 'score' is 'NaN', but a number is required",
                "id,score\\n1,1.5\\n | :2: a score is 1.5, but it must lie in [0, 1]",
                "id,passed\\n1,1\\n1,0\\n | the results have the case '1' twice",
                "id,x\\n1,1\\n | :2: the table has the columns id, x, but 'passed' or 'score' is required",
                "passed\\n1\\n | :2: the table has the columns passed, but 'id' is required",
                "id,passed\\n | the results have no case that was measured",
                "id,passed,buckets\\n1,1,aggregate\\n | :2: case '1' is in a bucket '' or 'aggregate'"
            })
    void what_is_wrong_is_told_with_its_line(String table, String message) throws Exception {
        Path file = write("t.csv", table.replace("\\n", "\n"));

        assertThatThrownBy(() -> read("csv", file))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void the_same_questions_have_the_same_digest_whatever_was_answered() throws Exception {
        EvalReport good = imported("csv", write("a.csv", "id,passed,input\n1,1,x\n"));
        EvalReport bad = imported("csv", write("b.csv", "id,passed,input\n1,0,x\n"));
        EvalReport other = imported("csv", write("c.csv", "id,passed,input\n1,1,y\n"));

        assertThat(good.evalSetSha256()).isEqualTo(bad.evalSetSha256()).isNotEqualTo(other.evalSetSha256());
    }

    @Test
    void deepeval_counts_a_case_where_all_metrics_hold_and_keeps_those_that_could_not_be_judged_apart()
            throws Exception {
        EvalReport report = imported("deepeval", FIXTURES.resolve("deepeval-4.3.1.json"));

        assertThat(report.buckets().get("aggregate")).isEqualTo(Bucket.ofCounts("aggregate", 1, 3));
        assertThat(report.buckets().get("irregular")).isEqualTo(Bucket.ofCounts("irregular", 1, 2));
        assertThat(report.buckets().get("regular")).isEqualTo(Bucket.ofCounts("regular", 0, 1));
        assertThat(report.numbers().get("errors")).isEqualByComparingTo("1");
        assertThat(report.source().toString()).contains("ValueError: the answer is unreadable");
        assertThat(report.cases().orElseThrow())
                .filteredOn("id", "go")
                .singleElement()
                .satisfies(go -> {
                    assertThat(go.input()).contains("past of go?");
                    assertThat(go.expected()).contains("went");
                    assertThat(go.output()).contains("went");
                });
    }

    @Test
    void lm_eval_gates_by_each_proportion_of_which_more_is_better() throws Exception {
        Path results = FIXTURES.resolve("lm-eval-0.4.13-results.json");

        EvalReport report = imported("lm-eval", results);

        assertThat(report.buckets())
                .containsOnlyKeys(
                        "past_choice.acc",
                        "past_choice.acc_norm",
                        "past_words.exact_match.whole",
                        "past_words.exact_match.letters");
        Bucket whole = report.buckets().get("past_words.exact_match.whole");
        assertThat(whole.accuracy()).isEqualTo(Fraction.of(new BigDecimal("0.3333333333333333")));
        assertThat(whole.n()).hasValue(3);
        assertThat(report.numbers().get("metrics.past_choice.acc_stderr")).isGreaterThan(BigDecimal.ZERO);
        assertThat(report.evalSetSha256()).isPresent();
        assertThatThrownBy(() -> read(
                        "lm-eval", write("none.json", Files.readString(results).replace("higher_is_better", "better"))))
                .hasMessageContaining("none.json: the results have no proportion of which more is better");
    }

    @Test
    void samples_of_lm_eval_are_cases_by_the_metric_and_filter_that_count() throws Exception {
        Path choice = FIXTURES.resolve("lm-eval-0.4.13-samples-past_choice.jsonl");
        Path words = FIXTURES.resolve("lm-eval-0.4.13-samples-past_words.jsonl");

        assertThat(imported("lm-eval-samples", choice, ImmutableMap.of("score", "acc"))
                        .buckets()
                        .get("aggregate"))
                .isEqualTo(Bucket.ofCounts("aggregate", 1, 3));
        EvalReport whole = imported("lm-eval-samples", words, ImmutableMap.of("filter", "whole"));
        assertThat(whole.buckets().get("aggregate")).isEqualTo(Bucket.ofCounts("aggregate", 1, 3));
        assertThat(whole.cases().orElseThrow())
                .filteredOn("id", "1")
                .singleElement()
                .satisfies(eat -> {
                    assertThat(eat.input()).contains("Write the past of eat:");
                    assertThat(eat.expected()).contains("ate");
                    assertThat(eat.output()).contains("lol");
                });
        assertThatThrownBy(() -> read("lm-eval-samples", choice))
                .hasMessageContaining(
                        "past_choice.jsonl:1:1 has the metrics [acc, acc_norm], but one of them is required")
                .hasMessageContaining("--columns score=METRIC");
        assertThatThrownBy(() -> read("lm-eval-samples", words))
                .hasMessageContaining("past_words.jsonl:4:1 has the filter 'letters' after 'whole'")
                .hasMessageContaining("--columns filter=NAME");
        assertThatThrownBy(() -> read("lm-eval-samples", words, ImmutableMap.of("filter", "none")))
                .hasMessageContaining(
                        "past_words.jsonl has no filter 'none', but --columns names it; it has letters, whole");
    }

    @Test
    void openmed_gates_by_what_its_fixtures_had_and_not_by_what_they_had_not() throws Exception {
        Path benchmark = FIXTURES.resolve("openmed-3.1.0.json");

        EvalReport report = imported("openmed", benchmark);

        assertThat(report.buckets())
                .containsOnlyKeys(
                        "character_recall", "exact_span_f1", "relaxed_span_f1", "recall.LOCATION", "recall.PERSON");
        assertThat(report.buckets().get("character_recall")).isEqualTo(Bucket.ofCounts("character_recall", 15, 20));
        assertThat(report.buckets().get("recall.LOCATION").accuracy()).isEqualTo(Fraction.ZERO);
        assertThat(report.numbers().get("metrics.leakage")).isEqualByComparingTo("0.25");
        assertThatThrownBy(() -> read(
                        "openmed",
                        write("x.json", Files.readString(benchmark).replace("\"numerator\": 15", "\"numerator\": -1"))))
                .hasMessageContaining("metrics.character_recall.numerator is -1, but a count is not below 0");
    }

    @Test
    void evidently_gates_by_the_metrics_that_are_named_and_keeps_the_others() throws Exception {
        Path file = FIXTURES.resolve("evidently-0.7.23.json");

        EvalReport report = imported(
                "evidently", file, ImmutableMap.of("aggregate", "Accuracy", "tense.past", "RecallByLabel.past"));

        assertThat(report.buckets()).containsOnlyKeys("aggregate", "tense.past");
        assertThat(report.buckets().get("aggregate").accuracy()).isEqualTo(Fraction.of(new BigDecimal("0.75")));
        assertThat(report.buckets().get("tense.past").accuracy()).isEqualTo(Fraction.of(new BigDecimal("0.5")));
        assertThat(report.numbers().get("metrics.F1ByLabel.future")).isEqualByComparingTo("1");
        assertThat(report.numbers().get("metrics.MaxValue")).isEqualByComparingTo("4");
        assertThat(report.numbers().get("metrics.tests_failed")).isEqualByComparingTo("1");
        assertThatThrownBy(() -> read("evidently", file))
                .hasMessageContaining("the results have no proportion of which more is better");
        assertThatThrownBy(() -> read("evidently", file, ImmutableMap.of("aggregate", "Precision")))
                .hasMessageContaining("has no metric 'Precision', but --columns names it; it has [Accuracy,");
        assertThatThrownBy(() -> read("evidently", file, ImmutableMap.of("aggregate", "MaxValue")))
                .hasMessageContaining("'MaxValue'");
        String twice = Files.readString(file).replace("RecallByLabel(", "F1ByLabel(");
        assertThatThrownBy(() -> read("evidently", write("twice.json", twice), ImmutableMap.of("a", "Accuracy")))
                .hasMessageContaining("but so is another metric of the report");
    }

    @Test
    void nemo_gates_by_the_scores_that_are_named() throws Exception {
        Path file = FIXTURES.resolve("nemo-evaluator-0.2.8.yml");

        EvalReport report = imported("nemo", file, ImmutableMap.of("aggregate", "past.pass@1.correct"));

        assertThat(report.buckets()).containsOnlyKeys("aggregate");
        assertThat(report.buckets().get("aggregate").accuracy()).isEqualTo(Fraction.of(new BigDecimal("0.6667")));
        assertThatThrownBy(() -> read("nemo", file, ImmutableMap.of("aggregate", "past.correct")))
                .hasMessageContaining("'past.correct', but --columns names it; it has [past.pass@1.correct]");
        assertThatThrownBy(() -> read("nemo", write("cut.yml", "results:\n  tasks:\n    past: 1\n")))
                .hasMessageContaining("cut.yml: results.tasks.past");
        String grouped = """
                results:
                  groups:
                    all:
                      metrics: {}
                      groups:
                        past:
                          metrics: {acc: {scores: {micro: {value: 0.5, stats: {}}}}}
                """;
        assertThat(imported("nemo", write("groups.yml", grouped), ImmutableMap.of("aggregate", "all.past.acc.micro"))
                        .buckets()
                        .get("aggregate")
                        .accuracy())
                .isEqualTo(Fraction.of(1, 2));
    }

    @Test
    void promptfoo_keeps_a_failed_call_apart_from_a_wrong_answer() throws Exception {
        EvalReport report = imported("promptfoo", FIXTURES.resolve("promptfoo-0.120.8.json"));

        assertThat(report.buckets().get("aggregate")).isEqualTo(Bucket.ofCounts("aggregate", 2, 3));
        assertThat(report.buckets().get("irregular")).isEqualTo(Bucket.ofCounts("irregular", 1, 2));
        assertThat(report.numbers().get("errors")).isEqualByComparingTo("1");
        assertThat(report.source().toString()).contains("the model does not know 'be'");
        assertThat(report.cases().orElseThrow()).extracting("id").containsExactly("go", "eat", "test 2");
        assertThat(report.cases().orElseThrow())
                .filteredOn("id", "eat")
                .singleElement()
                .satisfies(eat -> {
                    assertThat(eat.input()).contains("past of eat?");
                    assertThat(eat.output()).contains("eated");
                });
    }

    @Test
    void results_of_two_providers_or_of_another_version_of_promptfoo_are_refused() throws Exception {
        String text = Files.readString(FIXTURES.resolve("promptfoo-0.120.8.json"));
        Path two = write("two.json", text.replaceFirst("\"id\": \"verbs\"", "\"id\": \"nouns\""));
        Path other = write("other.json", text.replaceFirst("\"version\": 3", "\"version\": 4"));

        assertThatThrownBy(() -> read("promptfoo", two))
                .hasMessageContaining(
                        "two.json has results of nouns with prompt 0, verbs with prompt 0, but one provider");
        assertThatThrownBy(() -> read("promptfoo", other))
                .hasMessageContaining("other.json:3:14: results has the version 4, but 3 is required");
    }

    @Test
    void mlflow_gates_by_the_metrics_that_the_user_names_and_keeps_the_others() throws Exception {
        Path run = FIXTURES.resolve("mlflow-run-3.17.2.json");

        EvalReport report =
                imported("mlflow", run, ImmutableMap.of("aggregate", "accuracy", "irregular", "irregular_accuracy"));

        assertThat(report.buckets().get("aggregate").accuracy())
                .isEqualTo(Fraction.of(new BigDecimal("0.6666666666666666")));
        assertThat(report.buckets().get("irregular").accuracy()).isEqualTo(Fraction.of(1, 2));
        assertThat(report.buckets()).hasSize(2);
        assertThat(report.numbers().get("metrics.loss")).isEqualByComparingTo("0.31");
        assertThat(report.numbers().get("metrics.latency_p50")).isEqualByComparingTo("12.5");
        assertThat(report.cases()).isEmpty();
        assertThatThrownBy(() -> read("mlflow", run))
                .hasMessageContaining("mlflow-run-3.17.2.json: the results have no proportion of which more is better");
        assertThatThrownBy(() -> read("mlflow", run, ImmutableMap.of("a", "f1")))
                .hasMessageContaining("data.metrics has no metric 'f1', but --columns names it; it has [accuracy,");
        assertThatThrownBy(() -> read("mlflow", run, ImmutableMap.of("a", "latency_p50")))
                .hasMessageContaining(
                        "data.metrics: 'latency_p50': bucket 'a' has the accuracy 12.5, but it must lie in");
    }

    @Test
    void a_run_of_mlflow_that_did_not_finish_is_none() throws Exception {
        Path failed = write(
                "run.json",
                Files.readString(FIXTURES.resolve("mlflow-run-3.17.2.json")).replace("FINISHED", "FAILED"));

        assertThatThrownBy(() -> read("mlflow", failed, ImmutableMap.of("a", "accuracy")))
                .hasMessageContaining("is a run that is FAILED and active, but FINISHED and active is required");
    }

    @Test
    void a_table_of_mlflow_has_a_row_a_case() throws Exception {
        EvalReport report = imported(
                "mlflow-table",
                FIXTURES.resolve("mlflow-table-3.17.2.json"),
                ImmutableMap.of("passed", "correct", "input", "question", "output", "answer", "buckets", "kinds"));

        assertThat(report.buckets().get("aggregate")).isEqualTo(Bucket.ofCounts("aggregate", 2, 3));
        assertThat(report.buckets().get("irregular")).isEqualTo(Bucket.ofCounts("irregular", 1, 2));
        assertThat(report.buckets().get("short")).isEqualTo(Bucket.ofCounts("short", 1, 1));
        assertThat(report.cases().orElseThrow()).extracting("id").containsExactly("row 1", "row 2", "row 3");
    }

    @Test
    void a_row_of_another_width_is_told() throws Exception {
        Path table = write("t.json", "{\"columns\": [\"id\", \"passed\"], \"data\": [[\"1\", true], [\"2\"]]}");

        assertThatThrownBy(() -> read("mlflow-table", table))
                .hasMessageContaining("t.json:1:53: data[1] has 1 cells, but the table has 2 columns");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "deepeval | \"success\": true | \"success\": \"yes\" | testCases[0].success:1:",
                "deepeval | \"success\": true, | | testCases[0] has no 'success', but this format has it",
                "deepeval | \"name\": \"eat\" | \"name\": \"go\" | the results have the case 'go' twice",
                "deepeval | \"metricsData\": [ | \"metricsData\": [], \"x\": [ | testCases[0] has no metric, but one is required",
                "deepeval | \"conversationalTestCases\": [] | \"conversationalTestCases\": [{}] | has conversational test cases",
                "deepeval | \"testCases\" | \"test_cases\" | has no 'testCases', but this format has it",
                "inspect | \"samples\": [ | \"samples\": 3, \"x\": [ | samples:"
            })
    void what_another_version_may_write_is_told_with_its_place(
            String format, String written, String instead, String message) throws Exception {
        Path fixture = FIXTURES.resolve(format.equals("deepeval") ? "deepeval-4.3.1.json" : "inspect-0.3.285.json");
        String text = Files.readString(fixture);
        Path file = write("other.json", text.replace(written, instead == null ? "" : instead));
        assertThat(Files.readString(file)).isNotEqualTo(text);

        assertThatThrownBy(() -> read(format, file))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deepeval",
                "inspect",
                "junit",
                "promptfoo",
                "lm-eval",
                "lm-eval-samples",
                "mlflow",
                "mlflow-table",
                "openmed"
            })
    void half_a_file_is_told_and_so_is_an_empty_one(String format) throws Exception {
        for (String text : List.of("", "{\"a\": ", "[]", "<a>", "{\"a\": NaN}")) {
            Path file = write("half", text);

            assertThatThrownBy(() -> read(format, file)).as(text).isInstanceOf(CannotJudgeException.class);
        }
    }

    @Test
    void an_unknown_format_is_told_with_the_known_ones() {
        assertThatThrownBy(() -> Importers.of("junti"))
                .hasMessageContaining("the format is 'junti', but one of junit, csv, parquet,");
    }

    private Score score(EvalReport report, int at) {
        return Score.of(report.cases().orElseThrow().get(at).passed().orElseThrow());
    }

    private Imported read(String format, Path file) {
        return read(format, file, ImmutableMap.of());
    }

    private Imported read(String format, Path file, ImmutableMap<String, String> columns) {
        return Importers.of(format).read(file, ImportChoices.ofColumns(columns));
    }

    private EvalReport imported(String format, Path file) {
        return imported(format, file, ImmutableMap.of());
    }

    private EvalReport imported(String format, Path file, ImmutableMap<String, String> columns) {
        Path output = directory.resolve("report.json");
        ImportedReport.write(read(format, file, columns), format, file, Optional.of("s"), output, Clock.systemUTC());
        return ReportReader.read(output).report();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
