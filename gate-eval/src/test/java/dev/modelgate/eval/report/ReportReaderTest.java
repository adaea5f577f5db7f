package dev.modelgate.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Evidence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportReaderTest {

    private static final String CASES = """
            {"id": "x", "buckets": ["b"], "passed": true, "input": "i", "output": {"k": 1}}

            {"id": "y", "buckets": ["b"], "score": 0}
            """;

    @TempDir
    private Path directory;

    @Test
    void reads_every_form_of_a_bucket() throws IOException {
        Evidence evidence = read("""
                {"buckets": {"a": 0.9, "b": {"accuracy": 0.973, "n": 150, "correct": 146},
                             "c": {"n": 3, "correct": 1}, "d": {"accuracy": 1, "n": 4}},
                 "metrics": {"auc": 0.93}, "extra": [1]}
                """);

        assertThat(evidence.report().buckets().values().stream().map(Bucket::accuracy))
                .extracting(Object::toString)
                .containsExactly("0.9", "73/75", "1/3", "1");
        assertThat(evidence.report().numbers()).containsOnlyKeys("metrics.auc");
        assertThat(evidence.report().source().members()).containsKey("extra");
    }

    @Test
    void reads_the_cases_beside_the_report() throws IOException {
        Files.writeString(directory.resolve("cases.jsonl"), CASES);

        Evidence evidence = read("""
                {"cases": "cases.jsonl", "buckets": {"b": {"n": 2, "correct": 1}, "aggregate": {"n": 2, "correct": 1}}}
                """);

        assertThat(evidence.report().cases().orElseThrow())
                .extracting(result -> result.id() + result.passed().orElseThrow())
                .containsExactly("xtrue", "yfalse");
        assertThat(evidence.report().cases().orElseThrow().get(0).output()).contains("{\"k\":1}");
        assertThat(evidence.casesSha256()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "{\"buckets\": {\"a\": 1, \"a\": 0}}¦report.json:1:22: the key 'a' occurs twice",
                "{\"buckets\": {\"a\": 1}¦report.json:1:21: the JSON is malformed",
                "[]¦report.json:1:1 is an array, but an object is required",
                "{}¦report.json:1:1 has no 'buckets'",
                "{\"buckets\": []}¦'buckets':1:13 is an array, but an object is required",
                "{\"buckets\": {\"a\": {}}}¦neither 'accuracy' nor both 'n' and 'correct'",
                "{\"buckets\": {\"a\": {\"correct\": 1}}}¦neither 'accuracy' nor both 'n' and 'correct'",
                "{\"buckets\": {\"a\": 1.01}}¦report.json:1:19: bucket 'a' has the accuracy 1.01, but it must lie in [0, 1]",
                "{\"buckets\": {\"a\": -0.1}}¦must lie in [0, 1]",
                "{\"buckets\": {\"a\": \"0.9\"}}¦is a string, but an object is required",
                "{\"buckets\": {\"a\": null}}¦is null, but an object is required",
                "{\"buckets\": {\"a\": NaN}}¦the JSON is malformed",
                "{\"buckets\": {\"a\": {\"n\": 0, \"correct\": 0}}}¦n = 0, but at least 1 is required",
                "{\"buckets\": {\"a\": {\"n\": 3, \"correct\": 4}}}¦must lie in [0",
                "{\"buckets\": {\"a\": {\"n\": 3, \"correct\": -1}}}¦must lie in [0",
                "{\"buckets\": {\"a\": {\"n\": 3.5, \"correct\": 1}}}¦is 3.5, but an integer is required",
                "{\"buckets\": {\"a\": {\"n\": \"3\", \"correct\": 1}}}¦is a string, but a number is required",
                "{\"buckets\": {\"a\": {\"accuracy\": 0.5, \"n\": 3, \"correct\": 1}}}¦the accuracy 0.5, but correct/n is 1/3",
                "{\"buckets\": {\"a\": 1}, \"eval_set_sha256\": null}¦is null, but a string is required",
                "{\"buckets\": {\"a\": 1}, \"eval_set_dvc_hash\": \"\"}¦is empty, but a hash is required",
                "{\"buckets\": {\"a\": 1}, \"schema\": \"modelgate.eval/v2\"}¦'modelgate.eval/v1' is the version understood",
                "{\"buckets\": {\"a\": 1}, \"model_sha\": \"abc\"}¦64 lower-case hex digits",
                "{\"buckets\": {\"a\": 1}, \"cases\": \"../x.jsonl\"}¦outside the report's directory",
                "{\"buckets\": {\"a\": 1}, \"cases\": \"/etc/passwd\"}¦outside the report's directory",
                "{\"buckets\": {\"a\": 1}, \"cases\": \"none.jsonl\"}¦none.jsonl does not exist",
                "{\"buckets\": {\"a\": 1e-2000}}¦at most 1000 digits"
            })
    void says_what_is_wrong_and_where(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void accepts_an_accuracy_rounded_to_its_last_digit_and_no_further() throws IOException {
        assertThat(read("{\"buckets\": {\"a\": {\"accuracy\": 0.3, \"n\": 3, \"correct\": 1}}}")
                        .report()
                        .buckets())
                .containsKey("a");
        assertThatThrownBy(() -> read("{\"buckets\": {\"a\": {\"accuracy\": 0.30, \"n\": 3, \"correct\": 1}}}"))
                .hasMessageContaining("correct/n is 1/3");
    }

    @Test
    void refuses_cases_whose_counts_contradict_the_buckets() throws IOException {
        Files.writeString(directory.resolve("cases.jsonl"), CASES);

        assertThatThrownBy(() -> read("{\"cases\": \"cases.jsonl\", \"buckets\": {\"b\": {\"n\": 2, \"correct\": 2}}}"))
                .hasMessageContaining("counts correct = 1 for bucket 'b', but the report states 2");
        assertThatThrownBy(() -> read("{\"cases\": \"cases.jsonl\", \"buckets\": {\"z\": {\"n\": 2, \"correct\": 2}}}"))
                .hasMessageContaining("counts n = 0 for bucket 'z', but the report states 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id':'x','buckets':['b'],'score':1,'passed':false} | cases.jsonl' of r.json:1: case 'x' has the score 1 and 'passed' false, but",
                "{'id':'x','buckets':['b'],'score':0,'passed':true}  | r.json:1: case 'x' has the score 0 and 'passed' true, but",
                "{'id':'x','buckets':['b','b'],'passed':true} | r.json:1: the case counts twice in bucket 'b', but once",
                "{'id':'x','buckets':['aggregate'],'passed':true} | the case counts twice in bucket 'aggregate', but once"
            })
    void refuses_a_case_that_contradicts_itself(String line, String message) throws IOException {
        Files.writeString(directory.resolve("cases.jsonl"), line.replace('\'', '"') + "\n");

        assertThatThrownBy(() -> read("{\"cases\": \"cases.jsonl\", \"buckets\": {\"b\": 1}}"))
                .isInstanceOf(CannotJudgeException.class)
                .message()
                .satisfies(text -> assertThat(text.replace(directory + "/", "").replace("report.json", "r.json"))
                        .contains(message));
    }

    @Test
    void refuses_errors_beside_buckets_that_know_of_none() throws IOException {
        Files.writeString(directory.resolve("cases.jsonl"), CASES);
        String buckets = "\"cases\": \"cases.jsonl\", \"buckets\": {\"b\": {\"n\": 2, \"correct\": 1}}}";

        assertThatThrownBy(() -> read("{\"errors\": 1200, " + buckets))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining(":1:12: 'errors' is 1200, but 'error_cases' lists 0; evaluate again");
        assertThatThrownBy(() -> read("{\"errors\": 1, \"error_cases\": [{\"id\": \"y\"}], " + buckets))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("has an answer to case 'y', but the report lists it in 'error_cases'");
        assertThat(read("{\"errors\": 1, \"error_cases\": [{\"id\": \"z\"}], " + buckets)
                        .report()
                        .cases())
                .isPresent();
    }

    @Test
    void refuses_an_accuracy_without_counts_that_its_cases_do_not_have() throws IOException {
        Files.writeString(directory.resolve("cases.jsonl"), CASES);

        assertThatThrownBy(() -> read("{\"cases\": \"cases.jsonl\", \"buckets\": {\"b\": 0.98}}"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("gives bucket 'b' the mean score 0.5, but the report states the accuracy 0.98");
    }

    @Test
    void refuses_right_answers_that_no_graded_case_can_have_been() throws IOException {
        Files.writeString(
                directory.resolve("cases.jsonl"), CASES + "{\"id\": \"z\", \"buckets\": [\"b\"], \"score\": 0.5}\n");

        assertThatThrownBy(() -> read("{\"cases\": \"cases.jsonl\", \"buckets\": {\"b\": {\"n\": 3, \"correct\": 3}}}"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("counts correct = 1 for bucket 'b', but the report states 3");
    }

    @Test
    void refuses_a_case_file_with_a_repeated_id_and_names_the_line() throws IOException {
        Files.writeString(directory.resolve("cases.jsonl"), CASES + "{\"id\": \"x\", \"buckets\": [], \"score\": 1}\n");

        assertThatThrownBy(() -> read("{\"cases\": \"cases.jsonl\", \"buckets\": {\"b\": 0.5}}"))
                .hasMessageContaining(":4: case 'x' occurs twice");
    }

    @Test
    void refuses_a_case_file_behind_a_link_that_leads_out() throws IOException {
        Path outside = Files.createTempFile("outside", ".jsonl");
        Files.createSymbolicLink(directory.resolve("cases.jsonl"), outside);

        assertThatThrownBy(() -> read("{\"cases\": \"cases.jsonl\", \"buckets\": {\"b\": 0.5}}"))
                .hasMessageContaining("outside the report's directory");
        Files.delete(outside);
    }

    @Test
    void refuses_a_byte_order_mark_and_bytes_that_are_not_utf8() {
        assertThatThrownBy(() -> ReportReader.read("\uFEFF{}".getBytes(StandardCharsets.UTF_8), "r", name -> null))
                .hasMessageContaining("byte-order mark");
        assertThatThrownBy(() -> ReportReader.read(new byte[] {'{', '"', (byte) 0xFF}, "r", name -> null))
                .hasMessageContaining("not UTF-8 at byte 2");
    }

    @Test
    void refuses_nesting_beyond_a_thousand_levels_also_in_unknown_fields() throws IOException {
        String deepest = "[".repeat(999) + "]".repeat(999);

        assertThat(read("{\"buckets\": {\"a\": 1}, \"x\": " + deepest + "}")
                        .report()
                        .buckets())
                .hasSize(1);
        assertThatThrownBy(() -> read("{\"buckets\": {\"a\": 1}, \"x\": [" + deepest + "]}"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("1001");
    }

    @Test
    void says_when_the_report_is_missing_or_a_directory() {
        assertThatThrownBy(() -> ReportReader.read(directory)).hasMessageContaining("is a directory");
        assertThatThrownBy(() -> ReportReader.read(directory.resolve("no.json")))
                .hasMessageContaining("does not exist");
    }

    private Evidence read(String json) throws IOException {
        return ReportReader.read(Files.writeString(directory.resolve("report.json"), json));
    }
}
