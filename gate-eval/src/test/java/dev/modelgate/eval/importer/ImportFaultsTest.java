package dev.modelgate.eval.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.eval.importer.ImportChoices.BucketField;
import dev.modelgate.eval.report.ReportReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** Files that were once misread, in {@code fixtures/faults}, and others of their kind. */
class ImportFaultsTest {

    private static final Path FIXTURES = Path.of(System.getProperty("project.root"), "fixtures");
    private static final Path FAULTS = FIXTURES.resolve("faults");

    @TempDir
    Path directory;

    // What nobody judged.

    @Test
    void an_answer_whose_judge_failed_is_an_error_and_not_wrong() {
        EvalReport report = imported("promptfoo", FAULTS.resolve("judge-failed/results.json"));

        assertThat(aggregate(report)).isEqualTo(Bucket.ofCounts("aggregate", 1, 2));
        assertThat(report.numbers().get("errors")).isEqualByComparingTo("1");
        assertThat(report.source().toString()).contains("Could not extract JSON from llm-rubric response");
    }

    @Test
    void a_judge_that_failed_within_a_set_of_assertions_or_before_promptfoo_marked_it_is_an_error() throws Exception {
        String text = Files.readString(FAULTS.resolve("judge-failed/results.json"));
        Path unmarked = write("unmarked.json", text.replace("\"graderError\": true", "\"x\": true"));
        Path nested = write(
                "nested.json",
                text.replaceFirst(
                        "\"metadata\": \\{\\s*\"graderError\": true\\s*}",
                        "\"componentResults\": [{\"pass\": false, \"score\": 0, \"reason\": \"r\", \"metadata\": {\"graderError\": true}}]"));

        for (Path file : List.of(unmarked, nested)) {
            assertThat(aggregate(imported("promptfoo", file)))
                    .as(file.toString())
                    .isEqualTo(Bucket.ofCounts("aggregate", 1, 2));
        }
    }

    @Test
    void a_metric_of_deepeval_without_a_score_is_an_error() throws Exception {
        String text = Files.readString(FIXTURES.resolve("harness/deepeval-4.3.1.json"));
        Path file = write("run.json", text.replaceFirst("\"score\": 1.0", "\"score\": null"));

        EvalReport report = imported("deepeval", file);

        assertThat(report.numbers().get("errors")).isEqualByComparingTo("2");
        assertThat(aggregate(report).n()).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"results-before-pr3141.json", "results-current.json", "results-no-failure-reason.json"})
    void a_call_that_failed_is_an_error_in_every_version_of_promptfoo(String file) {
        EvalReport report =
                imported("promptfoo", FAULTS.resolve("errors-are-not-failures").resolve(file));

        assertThat(aggregate(report)).isEqualTo(Bucket.ofCounts("aggregate", 2, 3));
        assertThat(report.numbers().get("errors")).isEqualByComparingTo("2");
        assertThat(report.source().toString()).contains("429 Too Many Requests");
    }

    @Test
    void a_wrong_answer_whose_judgement_was_stripped_stays_wrong() throws Exception {
        String text = Files.readString(FAULTS.resolve("errors-are-not-failures/results-current.json"));
        Path stripped = write(
                "stripped.json",
                text.replaceAll("(?s)\"gradingResult\": \\{.*?\\}\\s*\\}\\s*\\]\\s*\\}", "\"gradingResult\": null"));

        assertThat(Files.readString(stripped)).doesNotContain("componentResults");
        assertThat(aggregate(imported("promptfoo", stripped))).isEqualTo(Bucket.ofCounts("aggregate", 2, 3));
    }

    @Test
    void a_test_that_nothing_judges_is_refused() throws Exception {
        Path none = FAULTS.resolve("no-assertions/results.json");
        String judged = Files.readString(FAULTS.resolve("errors-are-not-failures/results-current.json"));
        Path weightless =
                write("w.json", judged.replace("\"type\": \"equals\"", "\"weight\": 0, \"type\": \"equals\""));

        for (Path file : List.of(none, weightless)) {
            assertThatThrownBy(() -> read("promptfoo", file))
                    .isInstanceOf(CannotJudgeException.class)
                    .hasMessageContaining("results.results[0] has no assertion that judges it, but one is required");
        }
    }

    @Test
    void a_sample_that_inspect_marks_as_not_scored_is_an_error() throws Exception {
        Path marked = FAULTS.resolve("nan-unscored/nan-sentinel.json");
        String text = Files.readString(marked);
        Path quoted = write("quoted.json", text.replace("\"value\": NaN", "\"value\": \"NaN\""));
        Path absent = write("absent.json", text.replace("\"value\": NaN", "\"value\": null"));

        for (Path file : List.of(marked, quoted, absent)) {
            EvalReport report = imported("inspect", file);

            assertThat(aggregate(report)).as(file.toString()).isEqualTo(Bucket.ofCounts("aggregate", 2, 3));
            assertThat(report.numbers().get("errors")).isEqualByComparingTo("1");
        }
    }

    @Test
    void a_log_of_inspect_without_a_scorer_has_nothing_that_was_measured() throws Exception {
        String text = Files.readString(FIXTURES.resolve("harness/inspect-0.3.285.json"));
        Path file = write("log.json", text.replace("\"scores\": {", "\"scores\": {}, \"x\": {"));

        assertThatThrownBy(() -> read("inspect", file)).hasMessageContaining("no case that was measured");
    }

    @Test
    void a_test_that_was_switched_off_did_not_pass() throws Exception {
        Path file = write("google.xml", """
                <testsuites><testsuite name="Past">
                <testcase name="Go" status="run" result="completed" classname="Past" />
                <testcase name="DISABLED_Eat" status="notrun" result="suppressed" classname="Past" />
                </testsuite></testsuites>
                """);

        assertThat(read("junit", file).summary()).startsWith("1 cases, 0 errors, 1 skipped");
    }

    @Test
    void a_log_or_a_sample_that_somebody_invalidated_is_refused() throws Exception {
        Path log = FAULTS.resolve("invalidated/status-success-invalidated.json");
        Path sample = write(
                "sample.json",
                Files.readString(log)
                        .replace("\"invalidated\": true", "\"invalidated\": false")
                        .replaceFirst(
                                "\"uuid\": \"uuid31\"",
                                "\"uuid\": \"uuid31\", \"invalidation\": {\"author\": \"a\", \"reason\": \"leaked\"}"));

        assertThatThrownBy(() -> read("inspect", log))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("status-success-invalidated.json is invalidated, but valid results are required");
        assertThatThrownBy(() -> read("inspect", sample)).hasMessageContaining("sample '3' is invalidated");
    }

    // Attempts at one question.

    @Test
    void epochs_of_a_sample_are_a_cluster() {
        Path log = FAULTS.resolve("epochs/2-samples-3-epochs.json");

        EvalReport report = imported("inspect", log);

        assertThat(read("inspect", log).summary()).startsWith("2 cases in 6 attempts, 0 errors");
        assertThat(aggregate(report)).isEqualTo(Bucket.ofCounts("aggregate", 4, 6));
        assertThat(report.cases().orElseThrow())
                .extracting(CaseResult::id)
                .containsExactly("1", "2", "1#2", "2#2", "1#3", "2#3");
        assertThat(report.cases().orElseThrow())
                .extracting(each -> each.cluster().orElseThrow())
                .containsExactly("1", "2", "1", "2", "1", "2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_promptfoo_asked_again_is_a_cluster(boolean described) throws Exception {
        String one =
                "{\"promptIdx\": 0, \"testIdx\": %d, \"provider\": {\"id\": \"p\"}, \"prompt\": {\"raw\": \"%s?\"},"
                        + " \"testCase\": {%s\"vars\": {\"q\": \"%s\"}, \"assert\": [{\"type\": \"equals\", \"value\": \"x\"}]},"
                        + " \"success\": %b, \"failureReason\": %d, \"gradingResult\": {\"componentResults\": [{\"pass\": true}]}}";
        StringBuilder results = new StringBuilder();
        for (int i : List.of(3, 0, 1, 2)) { // in the order in which they came
            String q = i < 2 ? "a" : "b";
            results.append(results.isEmpty() ? "" : ",")
                    .append(one.formatted(
                            i, q, described ? "\"description\": \"of " + q + "\"," : "", q, i != 3, i == 3 ? 1 : 0));
        }
        Path file = write("r.json", "{\"results\": {\"version\": 3, \"results\": [" + results + "]}}");

        EvalReport report = imported("promptfoo", file);

        String first = described ? "of a" : "test 0";
        String second = described ? "of b" : "test 2";
        assertThat(read("promptfoo", file).summary()).startsWith("2 cases in 4 attempts");
        assertThat(report.cases().orElseThrow())
                .extracting(CaseResult::id)
                .containsExactly(first, first + "#2", second, second + "#2");
        assertThat(report.cases().orElseThrow())
                .extracting(each -> each.cluster().orElseThrow())
                .containsExactly(first, first, second, second);
        assertThat(aggregate(report)).isEqualTo(Bucket.ofCounts("aggregate", 3, 4));
    }

    @Test
    void what_deepeval_repeated_is_a_cluster() throws Exception {
        String one =
                "{\"name\": \"go\", \"input\": \"go?\", \"success\": true, \"metricsData\": [{\"name\": \"m\", \"score\": 1}]}";
        Path file = write("run.json", "{\"conversationalTestCases\": [], \"testCases\": [%s, %s]}".formatted(one, one));

        assertThat(imported("deepeval", file).cases().orElseThrow())
                .extracting(each -> each.id() + " of " + each.cluster().orElseThrow())
                .containsExactly("go of go", "go#2 of go");
    }

    @Test
    void a_table_says_itself_which_cases_belong_together() throws Exception {
        EvalReport report = imported("csv", write("t.csv", "id,passed,cluster\n1,1,go\n2,0,go\n3,1,\n"));

        assertThat(report.cases().orElseThrow())
                .extracting(CaseResult::cluster)
                .containsExactly(Optional.of("go"), Optional.of("go"), Optional.empty());
    }

    // The same questions.

    @Test
    void the_order_of_rows_does_not_change_what_was_asked() throws Exception {
        EvalReport first = imported("promptfoo", FAULTS.resolve("row-order/p03o_0.json"));
        EvalReport second = imported("promptfoo", FAULTS.resolve("row-order/p03s_0.json"));
        EvalReport table = imported("csv", write("a.csv", "id,passed,input\n1,1,x\n2,1,y\n"));
        EvalReport turned = imported("csv", write("b.csv", "id,passed,input\n2,1,y\n1,1,x\n"));

        assertThat(first.evalSetSha256()).isPresent().isEqualTo(second.evalSetSha256());
        assertThat(table.evalSetSha256()).isEqualTo(turned.evalSetSha256());
    }

    @Test
    void a_question_that_got_no_answer_was_asked_too() throws Exception {
        Path all = write("all.csv", "id,score,input\n1,1,x\n2,1,y\n");
        Path one = write("one.csv", "id,score,input\n1,1,x\n2,,y\n");
        Path passed = write("passed.xml", "<testsuite><testcase name='a'/><testcase name='b'/></testsuite>");
        Path failed = write(
                "failed.xml", "<testsuite><testcase name='a'/><testcase name='b'><error/></testcase></testsuite>");
        Path skipped = write(
                "skipped.xml", "<testsuite><testcase name='a'/><testcase name='b'><skipped/></testcase></testsuite>");

        assertThat(imported("csv", all).evalSetSha256())
                .isEqualTo(imported("csv", one).evalSetSha256());
        assertThat(imported("junit", passed).evalSetSha256())
                .isEqualTo(imported("junit", failed).evalSetSha256())
                .isEqualTo(imported("junit", skipped).evalSetSha256());
    }

    @Test
    void other_assertions_are_another_question() throws Exception {
        Path strict = FAULTS.resolve("row-order/p03o_0.json");
        Path loose = write("loose.json", Files.readString(strict).replace("\"equals\"", "\"is-json\""));

        assertThat(imported("promptfoo", strict).evalSetSha256())
                .isNotEqualTo(imported("promptfoo", loose).evalSetSha256());
    }

    // Scores.

    @Test
    void a_row_without_a_score_is_an_error_and_the_others_count() throws Exception {
        ImmutableMap<String, String> columns = ImmutableMap.of("score", "exact_match/v1/score", "input", "inputs");
        EvalReport report = imported("mlflow-table", FAULTS.resolve("null-score/eval_results_table.json"), columns);

        assertThat(aggregate(report)).isEqualTo(Bucket.ofCounts("aggregate", 1, 2));
        assertThat(report.numbers().get("errors")).isEqualByComparingTo("1");
        assertThat(report.source().toString()).contains("row 3");
        assertThat(aggregate(imported("csv", write("t.csv", "id,passed\n1,1\n2,\n")))
                        .n())
                .hasValue(1);
        assertThatThrownBy(() -> read("csv", write("none.csv", "id,passed\n1,\n")))
                .hasMessageContaining("no case that was measured");
    }

    @Test
    void a_null_in_parquet_and_in_a_sample_of_lm_eval_is_an_error_too() throws Exception {
        Path table = directory.resolve("t.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "copy (select * from (values ('1', true), ('2', null)) as t(\"ID\", \"Passed\")) to '%s' (format parquet)"
                            .formatted(table));
        }
        Path samples = write(
                "s.jsonl",
                Files.readString(ifeval())
                        .replaceFirst("\"prompt_level_strict_acc\": true", "\"prompt_level_strict_acc\": null"));

        assertThat(imported("parquet", table).numbers().get("errors")).isEqualByComparingTo("1");
        assertThat(aggregate(imported("lm-eval-samples", samples, ImmutableMap.of("score", "prompt_level_strict_acc"))))
                .isEqualTo(Bucket.ofCounts("aggregate", 1, 3));
    }

    @Test
    void true_and_false_are_scores() throws Exception {
        assertThat(aggregate(
                        imported("lm-eval-samples", ifeval(), ImmutableMap.of("score", "prompt_level_strict_acc"))))
                .isEqualTo(Bucket.ofCounts("aggregate", 2, 4));
        assertThat(aggregate(imported("csv", write("t.csv", "id,score\n1,True\n2,False\n3,1.0\n"))))
                .isEqualTo(Bucket.ofCounts("aggregate", 2, 3));
        assertThat(aggregate(imported("csv", write("p.csv", "id,passed\n1,1.0\n2,0.0\n"))))
                .isEqualTo(Bucket.ofCounts("aggregate", 1, 2));
        String log = Files.readString(FIXTURES.resolve("harness/inspect-0.3.285.json"));
        assertThat(aggregate(
                        imported("inspect", write("log.json", log.replace("\"value\": \"C\"", "\"value\": true")))))
                .isEqualTo(Bucket.ofCounts("aggregate", 1, 2));
        assertThatThrownBy(() -> read("lm-eval-samples", ifeval(), ImmutableMap.of("score", "inst_level_strict_acc")))
                .hasMessageContaining("'inst_level_strict_acc' is an array, but a number, true or false is required");
    }

    @Test
    void what_is_no_number_is_named_where_it_is_needed_and_bars_nothing_elsewhere() throws Exception {
        String results = Files.readString(FAULTS.resolve("columns-ignored/baseline_results.json"));
        Path error = write("stderr.json", results.replace("\"acc_stderr,none\": 0.014", "\"acc_stderr,none\": NaN"));
        Path accuracy = write("acc.json", results.replace("\"acc,none\": 0.3626", "\"acc,none\": NaN"));
        Path table = write(
                "table.json",
                "{\"columns\": [\"id\", \"score\", \"toxicity\"], \"data\": [[\"1\", 1, NaN], [\"2\", NaN, 0.1]]}");
        Path run = write(
                "run.json",
                "{\"info\": {\"status\": \"FINISHED\", \"lifecycle_stage\": \"active\"}, \"data\": {\"metrics\": {\"acc\": 0.5, \"loss\": NaN}}}");
        Path samples = write(
                "s.jsonl",
                Files.readString(ifeval())
                        .replaceFirst("\"prompt_level_strict_acc\": true", "\"prompt_level_strict_acc\": NaN"));

        assertThat(imported("lm-eval", error).buckets()).hasSize(2);
        assertThatThrownBy(() -> read("lm-eval", accuracy))
                .hasMessageContaining("results.arc_challenge: 'acc,none' is NaN, but a number is required");
        assertThatThrownBy(() -> read("mlflow-table", table))
                .hasMessageContaining("data[1]: 'score' is 'NaN', but a number is required");
        assertThat(aggregate(imported(
                                "mlflow-table",
                                write("row.json", Files.readString(table).replace(", [\"2\", NaN, 0.1]", ""))))
                        .n())
                .hasValue(1);
        assertThat(imported("mlflow", run, ImmutableMap.of("aggregate", "acc")).buckets())
                .hasSize(1);
        assertThatThrownBy(() -> read("mlflow", run, ImmutableMap.of("aggregate", "loss")))
                .hasMessageContaining("the metric 'loss' is not a number");
        assertThatThrownBy(() -> read("lm-eval-samples", samples, ImmutableMap.of("score", "prompt_level_strict_acc")))
                .hasMessageContaining("'prompt_level_strict_acc' is NaN, but a number is required");
        assertThat(aggregate(imported("lm-eval-samples", samples, ImmutableMap.of("score", "prompt_level_loose_acc")))
                        .n())
                .hasValue(4);
    }

    @Test
    void nan_in_parquet_and_in_yaml_bars_only_what_needs_it() throws Exception {
        Path table = directory.resolve("t.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "copy (select * from (values ('1', 1.0::double, 'nan'::double), ('2', 0.0, 'inf'::double)) as t(id, score, loss)) to '%s' (format parquet)"
                            .formatted(table));
        }
        Path yaml = write("r.yml", """
                results:
                  tasks:
                    past: {metrics: {acc: {scores: {micro: {value: 0.5}, macro: {value: .nan}, sum: {value: -.inf}}}}}
                """);

        assertThat(aggregate(imported("parquet", table))).isEqualTo(Bucket.ofCounts("aggregate", 1, 2));
        assertThatThrownBy(() -> read("parquet", table, ImmutableMap.of("score", "loss")))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("t.parquet:1")
                .hasMessageContaining("'loss'");
        assertThat(imported("nemo", yaml, ImmutableMap.of("a", "past.acc.micro"))
                        .buckets())
                .hasSize(1);
        assertThatThrownBy(() -> read("nemo", yaml, ImmutableMap.of("a", "past.acc.macro")))
                .hasMessageContaining("the metric 'past.acc.macro' is not a number");
    }

    @Test
    void a_file_of_which_less_is_better_is_a_report_of_metrics() throws Exception {
        Path file = FAULTS.resolve("lower-is-better/results_2026-01-03T10-00-00.000000.json");
        Path run = write(
                "run.json",
                "{\"info\": {\"status\": \"FINISHED\", \"lifecycle_stage\": \"active\"}, \"data\": {\"metrics\": {\"loss\": 2.31}}}");

        EvalReport report = imported("lm-eval", file);

        assertThat(report.buckets()).isEmpty();
        assertThat(report.numbers().get("metrics.wikitext.word_perplexity")).isEqualByComparingTo("37.3698");
        assertThat(read("lm-eval", file).summary()).contains("no buckets, 3 metrics", "check 'metric'");
        assertThat(imported("mlflow", run).numbers().get("metrics.loss")).isEqualByComparingTo("2.31");
        assertThatThrownBy(() -> read("lm-eval", write("n.json", "{\"results\": {}, \"higher_is_better\": {}}")))
                .hasMessageContaining("no number that was measured");
    }

    @Test
    void a_loss_that_could_be_a_proportion_is_a_metric_where_somebody_says_so() throws Exception {
        Path run = write(
                "run.json",
                "{\"info\": {\"status\": \"FINISHED\", \"lifecycle_stage\": \"active\"}, \"data\": {\"metrics\": {\"loss\": 0.31}}}");
        ImportChoices metricsOnly = new ImportChoices(ImmutableMap.of(), ImmutableList.of(), true);

        assertThat(imported("mlflow", run, metricsOnly).numbers().get("metrics.loss"))
                .isEqualByComparingTo("0.31");
        assertThatThrownBy(() -> read("mlflow", run))
                .hasMessageContaining("or say that none is by --metrics-only; there are [loss]");
        assertThatThrownBy(() -> Importers.of("mlflow")
                        .read(run, new ImportChoices(ImmutableMap.of("a", "loss"), ImmutableList.of(), true)))
                .hasMessageContaining("--columns names 'loss' as a bucket");
        assertThatThrownBy(() -> Importers.of("csv").read(run, metricsOnly))
                .hasMessageContaining("--metrics-only is given, but csv says itself");
    }

    @Test
    void a_task_without_a_sample_is_told() throws Exception {
        Path file = write(
                "none.json",
                Files.readString(FAULTS.resolve("columns-ignored/baseline_results.json"))
                        .replace("\"effective\": 1172", "\"effective\": 0"));

        assertThatThrownBy(() -> read("lm-eval", file))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("'arc_challenge'");
    }

    // Words and columns.

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "buckts=category | --columns has 'buckts', but the words of csv are id, passed, score, buckets,",
                "buckets=categry | the table has no column 'categry', but --columns names it; it has question_id, correct, category"
            })
    void an_unknown_word_or_column_of_a_table_is_told_with_the_known_ones(String pair, String message) {
        int equals = pair.indexOf('=');

        assertThatThrownBy(() -> read(
                        "csv",
                        FAULTS.resolve("columns-typo/base.csv"),
                        ImmutableMap.of(
                                "id",
                                "question_id",
                                "passed",
                                "correct",
                                pair.substring(0, equals),
                                pair.substring(equals + 1))))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void columns_of_a_format_that_reads_all_there_is_are_told_with_what_there_is() {
        assertThatThrownBy(() -> read(
                        "lm-eval",
                        FAULTS.resolve("columns-ignored/candidate_results.json"),
                        ImmutableMap.of("only", "arc_challenge.acc")))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("--columns has 'only=arc_challenge.acc', but lm-eval takes none")
                .hasMessageContaining("[arc_challenge.acc_norm, arc_challenge.acc]");
    }

    @ParameterizedTest
    @CsvSource({
        "junit, pytest-9.2.0.xml",
        "inspect, inspect-0.3.285.json",
        "deepeval, deepeval-4.3.1.json",
        "promptfoo, promptfoo-0.120.8.json",
        "openmed, openmed-3.1.0.json",
        "lm-eval-samples, lm-eval-0.4.13-samples-past_choice.jsonl",
        "mlflow-table, mlflow-table-3.17.2.json"
    })
    void no_format_ignores_a_word(String format, String file) {
        assertThatThrownBy(
                        () -> read(format, FIXTURES.resolve("harness").resolve(file), ImmutableMap.of("bucket", "x")))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("--columns has 'bucket', but");
    }

    @Test
    void a_column_is_found_in_other_capitals_unless_two_are_alike() throws Exception {
        assertThat(aggregate(imported("csv", write("t.csv", "ID;Passed;Buckets\n1;1;\"a;b\"\n")))
                        .n())
                .hasValue(1);
        assertThatThrownBy(() -> read("csv", write("u.csv", "Id,ID,passed\n1,2,1\n")))
                .hasMessageContaining("the columns Id, ID are all 'id', but one is required");
    }

    @Test
    void a_decimal_comma_is_told_with_what_to_do() throws Exception {
        assertThatThrownBy(() -> read("csv", write("t.csv", "id;score\n1;0,5\n")))
                .hasMessageContaining(
                        "t.csv:2: 'score' is '0,5', but a number is required; write it with a decimal point");
        assertThatThrownBy(() -> read("csv", write("u.csv", "id,score\n1,0,5\n")))
                .hasMessageContaining("u.csv:2: the row has 3 cells, but the header has 2")
                .hasMessageContaining("decimal comma");
    }

    @Test
    void a_table_of_excel_in_utf16_is_read() throws Exception {
        Path file = directory.resolve("t.txt");
        Files.write(file, "\uFEFFid\tpassed\tinput\r\n1\t1\té\r\n".getBytes(StandardCharsets.UTF_16LE));

        assertThat(imported("csv", file).cases().orElseThrow().get(0).input()).contains("é");
    }

    // Buckets.

    @ParameterizedTest
    @CsvSource({
        "promptfoo, promptfoo.json, metadata.tense, tense.present",
        "lm-eval-samples, samples_tutor_2026-01-01T00-00-00.000000.jsonl, doc.tense, tense.present",
        "inspect, inspect.json, metadata.buckets, tense.future"
    })
    void fields_of_the_cases_make_buckets(String format, String name, String field, String bucket) {
        Path file = FAULTS.resolve("buckets-of-samples").resolve(name);

        EvalReport report = imported(format, file, by(field));
        EvalReport prefixed = imported(
                format,
                file,
                new ImportChoices(
                        ImmutableMap.of(),
                        ImmutableList.of(
                                new BucketField(Optional.of("in"), field), new BucketField(Optional.empty(), field)),
                        false));

        assertThat(report.buckets().get(bucket)).isEqualTo(Bucket.ofCounts(bucket, 12, 12));
        assertThat(prefixed.buckets()).containsKeys(bucket, "in." + bucket);
        assertThat(read(format, file).summary())
                .contains("no buckets; --bucket-by makes them of ")
                .contains(field);
        assertThat(Importers.of(format).read(file, by(field)).summary()).doesNotContain("--bucket-by");
        assertThatThrownBy(() -> Importers.of(format).read(file, by("metadata.tens")))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("no case has the field 'metadata.tens', but --bucket-by names it; there are ")
                .hasMessageContaining(field);
    }

    @Test
    void every_format_with_cases_has_fields() throws Exception {
        Path table = write("t.csv", "id,passed,topic\n1,1,a;b\n2,0,a\n");
        Path rows =
                write("t.json", "{\"columns\": [\"passed\", \"topic\"], \"data\": [[1, [\"a\", \"b\"]], [0, \"a\"]]}");
        Path xml = write("x.xml", """
                <testsuite name="s"><testcase name="a"><properties><property name="topic" value="a"/></properties></testcase>
                <testcase name="b"><properties><property name="topic" value="a"/></properties><failure/></testcase></testsuite>
                """);
        Path run = write("run.json", """
                {"conversationalTestCases": [], "testCases": [
                {"name": "1", "success": true, "metricsData": [{"name": "m", "score": 1}], "additionalMetadata": {"topic": "a"}},
                {"name": "2", "success": false, "metricsData": [{"name": "m", "score": 0}], "additionalMetadata": {"topic": "a"}}]}
                """);

        for (EvalReport report : List.of(
                imported("csv", table, by("topic")),
                imported("mlflow-table", rows, by("topic")),
                imported("junit", xml, by("property.topic")),
                imported("deepeval", run, by("additionalMetadata.topic")))) {
            assertThat(report.buckets().get("a")).isEqualTo(Bucket.ofCounts("a", 1, 2));
        }
        assertThatThrownBy(() -> Importers.of("lm-eval")
                        .read(FAULTS.resolve("columns-ignored/baseline_results.json"), by("doc.topic")))
                .hasMessageContaining("lm-eval has no cases to put into buckets");
    }

    @Test
    void a_case_counts_once_in_a_bucket_that_is_named_twice() throws Exception {
        EvalReport report =
                imported("csv", write("t.csv", "id,passed,buckets,topic\n1,1,a;a,a\n2,0,a,b\n"), by("topic"));

        assertThat(report.buckets().get("a")).isEqualTo(Bucket.ofCounts("a", 1, 2));
    }

    @Test
    void a_field_that_would_be_the_bucket_of_all_is_told() throws Exception {
        Path file = write("t.csv", "id,passed,topic\n1,1,aggregate\n");

        assertThatThrownBy(() -> Importers.of("csv").read(file, by("topic")))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("case '1' is in a bucket '' or 'aggregate'");
    }

    private static ImportChoices by(String field) {
        return new ImportChoices(ImmutableMap.of(), ImmutableList.of(new BucketField(Optional.empty(), field)), false);
    }

    private static Path ifeval() {
        return FAULTS.resolve("boolean-scores/samples_ifeval_2026-01-02T10-00-00.000000.jsonl");
    }

    private static Bucket aggregate(EvalReport report) {
        return report.buckets().get("aggregate");
    }

    private static Imported read(String format, Path file) {
        return read(format, file, ImmutableMap.of());
    }

    private static Imported read(String format, Path file, ImmutableMap<String, String> columns) {
        return Importers.of(format).read(file, ImportChoices.ofColumns(columns));
    }

    private EvalReport imported(String format, Path file) {
        return imported(format, file, ImmutableMap.of());
    }

    private EvalReport imported(String format, Path file, ImmutableMap<String, String> columns) {
        return imported(format, file, ImportChoices.ofColumns(columns));
    }

    private EvalReport imported(String format, Path file, ImportChoices choices) {
        Path output = directory.resolve("report.json");
        ImportedReport.write(
                Importers.of(format).read(file, choices), format, file, Optional.of("s"), output, Clock.systemUTC());
        return ReportReader.read(output).report();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
