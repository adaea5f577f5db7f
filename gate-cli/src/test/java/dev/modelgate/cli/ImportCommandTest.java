package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

    private static final Path FIXTURES = Path.of(System.getProperty("project.root"), "fixtures/harness");

    private static final Path FAULTS = Path.of(System.getProperty("project.root"), "fixtures/faults");

    @TempDir
    Path directory;

    @Test
    void lists_the_formats_with_what_they_read() {
        Shell.Result result = gate("import", "--list");

        assertThat(result.status()).isZero();
        assertThat(result.out().lines()).allMatch(line -> line.matches("[a-z-]+ +\\S.*"));
        assertThat(result.out().lines().map(line -> line.replaceFirst(" .*", "")))
                .contains("junit", "inspect", "deepeval", "csv", "parquet");
    }

    @Test
    void writes_a_report_that_compare_judges() throws IOException {
        Files.writeString(directory.resolve("before.csv"), "id,passed,buckets\n1,1,a\n2,1,b\n");
        Files.writeString(directory.resolve("after.csv"), "id,passed,buckets\n1,1,a\n2,0,b\n");

        Shell.Result first = gate("import", "csv", "before.csv", "--output", "baseline.json", "--suite", "s");
        Shell.Result second = gate("import", "csv", "after.csv", "--output", "candidate.json", "--suite", "s");
        Shell.Result compared = gate("compare", "--candidate", "candidate.json", "--baseline", "baseline.json");

        assertThat(first.status()).isZero();
        assertThat(first.out())
                .isEqualTo("2 cases, 0 errors, 0 skipped\nreport  %s\n".formatted(directory.resolve("baseline.json")));
        assertThat(second.status()).isZero();
        assertThat(Files.readString(directory.resolve("candidate.json")))
                .contains("\"model_sha\": null", "\"suite\": \"s\"", "\"format\": \"csv\"");
        assertThat(compared.status()).isEqualTo(2);
        assertThat(compared.out()).contains("| `b` ");
    }

    @Test
    void what_a_tool_wrote_comes_with_its_cases() throws IOException {
        Shell.Result result =
                gate("import", "junit", FIXTURES.resolve("pytest-9.2.0.xml").toString(), "--output", "r.json");

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("4 cases, 1 errors, 1 skipped\n");
        assertThat(Files.readAllLines(directory.resolve("r_cases.jsonl"))).hasSize(4);
    }

    @Test
    void columns_have_the_tables_own_names() throws IOException {
        Files.writeString(directory.resolve("t.csv"), "question,ok\n1,1\n");

        assertThat(gate("import", "csv", "t.csv", "--output", "r.json", "--columns", "id=question,passed=ok")
                        .status())
                .isZero();
        assertThat(gate("import", "csv", "t.csv", "--output", "r.json", "--columns", "id")
                        .status())
                .isEqualTo(64);
    }

    @Test
    void malformed_results_could_not_be_judged_and_leave_nothing() throws IOException {
        Files.writeString(directory.resolve("t.csv"), "id,passed\n1,1\n2,perhaps\n");

        Shell.Result result = gate("import", "csv", "t.csv", "--output", "r.json");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("t.csv:3: 'passed' is 'perhaps', but true, false, 1 or 0 is required");
        assertThat(directory.resolve("r.json")).doesNotExist();
        assertThat(gate("import", "csv", "none.csv", "--output", "r.json").status())
                .isEqualTo(1);
    }

    @Test
    void an_unknown_format_is_told_with_the_known_ones_and_a_missing_word_is_usage() {
        Shell.Result unknown = gate("import", "junti", "x.xml", "--output", "r.json");

        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("the format is 'junti', but one of junit,");
        assertThat(gate("import", "junit").status()).isEqualTo(64);
        assertThat(gate("import").status()).isEqualTo(64);
    }

    @Test
    void fields_of_the_cases_make_buckets_and_are_offered() throws IOException {
        Path file = FAULTS.resolve("buckets-of-samples/promptfoo.json");

        Shell.Result none = gate("import", "promptfoo", file.toString(), "--output", "r.json");
        Shell.Result made = gate(
                "import",
                "promptfoo",
                file.toString(),
                "--output",
                "r.json",
                "--bucket-by",
                "metadata.tense,x=metadata.tense",
                "--bucket-by",
                "y=metadata.tense");
        Shell.Result wrong =
                gate("import", "promptfoo", file.toString(), "--output", "r.json", "--bucket-by", "metadata.tens");

        assertThat(none.out())
                .startsWith("12 cases, 0 errors, 0 skipped\nno buckets; --bucket-by makes them of metadata.tense");
        assertThat(made.status()).isZero();
        assertThat(Files.readString(directory.resolve("r.json")))
                .contains("\"tense.present\"", "\"x.tense.present\"", "\"y.tense.present\"");
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).contains("there are metadata.tense, vars.q");
        assertThat(gate("import", "csv", "t.csv", "--output", "r.json", "--bucket-by", "=a")
                        .status())
                .isEqualTo(64);
        assertThat(gate("import", "csv", "t.csv", "--output", "r.json", "--columns", "id=a,id=b")
                        .status())
                .isEqualTo(64);
    }

    @Test
    void a_report_of_metrics_is_judged_by_a_check_that_names_one() throws IOException {
        Path file = FAULTS.resolve("lower-is-better/results_2026-01-03T10-00-00.000000.json");
        Files.writeString(
                directory.resolve("worse.json"), Files.readString(file).replace("37.3698", "41.5"));
        Files.writeString(directory.resolve("exam.csv"), "id,passed\n1,1\n");
        Files.writeString(directory.resolve("gate.yaml"), """
                version: 1
                policy:
                  suites:
                    perplexity: {baseline: baseline.json, buckets: ignored}
                  checks:
                    - {type: metric, suite: perplexity, metric: metrics.wikitext.word_perplexity, better: lower, max_loss: 1}
                """);

        gate("import", "csv", "exam.csv", "--output", "exam.json");
        Shell.Result imported = gate("import", "lm-eval", file.toString(), "--output", "baseline.json");
        gate("import", "lm-eval", "worse.json", "--output", "candidate.json");
        Shell.Result same = check("baseline.json");
        Shell.Result worse = check("candidate.json");

        assertThat(imported.out()).startsWith("no buckets, 3 metrics, no cases; a policy judges them as a suite");
        assertThat(same.status()).as(same.err() + same.out()).isZero();
        assertThat(worse.status()).as(worse.err()).isEqualTo(2);
        assertThat(worse.out()).contains("METRIC_DROPPED");
        assertThat(gate("compare", "--candidate", "candidate.json", "--baseline", "baseline.json")
                        .status())
                .isEqualTo(1);
    }

    private Shell.Result check(String perplexity) {
        return gate(
                "check", "--candidate", "exam.json", "--baseline", "exam.json", "--suite", "perplexity=" + perplexity);
    }

    private Shell.Result gate(String... line) {
        return new Shell(directory).run(line);
    }
}
