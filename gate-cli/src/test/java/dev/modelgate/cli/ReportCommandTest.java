package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void judge() throws IOException {
        write("b.json", "{\"eval_set_sha256\": \"aa\", \"buckets\": {\"a\": {\"n\": 100, \"correct\": 90}}}");
        write("c.json", "{\"eval_set_sha256\": \"aa\", \"buckets\": {\"a\": {\"n\": 100, \"correct\": 80}}}");
        gate("compare", "--candidate", "c.json", "--baseline", "b.json", "--verdict-out", "v.json");
    }

    @Test
    void shows_a_verdict_with_the_reports_found_beside_it_by_their_digests() {
        Shell.Result result = gate("report", "v.json");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .startsWith("REFUSED  1 of 1 bucket does not hold: 'a'.")
                .contains("-10.00 [");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void shows_the_rows_and_says_so_where_the_reports_are_gone() throws IOException {
        Files.delete(directory.resolve("c.json"));

        Shell.Result result = gate("report", "v.json");

        assertThat(result.out()).contains("FAIL a").doesNotContain("[");
        assertThat(result.err()).startsWith("gate: warning: the judged reports are not beside the verdict");
    }

    @Test
    void refuses_to_show_other_reports_than_the_judged_ones() throws IOException {
        write("other.json", "{\"eval_set_sha256\": \"aa\", \"buckets\": {\"a\": {\"n\": 100, \"correct\": 95}}}");

        Shell.Result result = gate("report", "v.json", "--candidate", "other.json", "--baseline", "b.json");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("the candidate has the SHA-256").contains("name the file that was judged");
    }

    @Test
    void writes_the_form_that_the_name_asks_for() throws IOException {
        for (String name : new String[] {"r.html", "r.md", "r.xml", "r.sarif", "r.json", "r.txt"}) {
            assertThat(gate("report", "v.json", "--output", name).status()).isZero();
        }

        assertThat(read("r.html")).startsWith("<!DOCTYPE html>");
        assertThat(read("r.md")).startsWith("## Model gate: REFUSED");
        assertThat(read("r.xml")).startsWith("<?xml");
        assertThat(read("r.sarif")).contains("\"version\": \"2.1.0\"");
        assertThat(read("r.json")).contains("modelgate.review/v1");
        assertThat(read("r.txt")).startsWith("REFUSED");
    }

    @Test
    void compare_writes_reports_and_prints_what_it_prints_without_them() {
        Shell.Result plain = gate("compare", "--candidate", "c.json", "--baseline", "b.json");
        Shell.Result with = gate(
                "compare", "--candidate", "c.json", "--baseline", "b.json", "--report", "x.html", "--report", "x.xml");

        assertThat(with.out()).isEqualTo(plain.out());
        assertThat(with.status()).isEqualTo(2);
        assertThat(directory.resolve("x.html")).exists();
        assertThat(directory.resolve("x.xml")).exists();
    }

    @Test
    void compare_says_on_standard_error_how_much_may_be_chance() {
        Shell.Result result = gate("compare", "--candidate", "c.json", "--baseline", "b.json");

        assertThat(result.err()).matches("gate: note: By chance alone, the point rule would refuse .*\\n");
    }

    @Test
    void check_writes_reports_with_its_checks() throws IOException {
        Shell.Result result = gate(
                "check",
                "--candidate",
                "c.json",
                "--baseline",
                "b.json",
                "--gate-threshold",
                "0.95",
                "--report",
                "r.md");

        assertThat(result.status()).isEqualTo(2);
        assertThat(read("r.md"))
                .contains("1 of 1 bucket does not hold&#58; 'a'. Nor does 1 of 1 checks&#58; 'gate-threshold'.")
                .contains("| NOT_MEASURED | `gate-threshold` | critical | not measured |");
    }

    @Test
    void code_scanning_finds_the_baseline_where_the_repository_has_it() throws IOException {
        gate("compare", "--candidate", "c.json", "--baseline", "./b.json", "--report", "r.sarif");

        assertThat(read("r.sarif")).contains("\"uri\": \"b.json\"");
    }

    @Test
    void a_form_that_nobody_knows_is_a_wrong_command_line() {
        assertThat(gate("report", "v.json", "--output", "r.pdf").status()).isEqualTo(64);
        assertThat(gate("compare", "--candidate", "c.json", "--baseline", "b.json", "--report", "r")
                        .err())
                .isEqualTo("gate: --report is 'r', but a file name ending in .html, .md, .xml, .sarif, .json, .txt is"
                        + " required\n");
        assertThat(gate("report", "v.json", "--open").status()).isEqualTo(64);
    }

    @Test
    void could_not_judge_where_the_report_cannot_be_written() {
        Shell.Result result = gate("report", "v.json", "--output", "nowhere/r.html");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("the report could not be written to");
    }

    @Test
    void needs_the_model_for_its_lineage() {
        assertThat(gate("report", "v.json", "--output", "r.html", "--lineage").err())
                .contains("the verdict names no model, but --lineage asks where it came from");
    }

    @Test
    void explains_a_verdict_and_a_bucket_of_it() {
        assertThat(gate("explain", "v.json").out()).startsWith("REFUSED: 1 of 1 bucket does not hold: 'a'.");
        assertThat(gate("explain", "v.json", "a", "--format", "json").out())
                .contains("\"schema\": \"modelgate.explanation/v1\"");
        assertThat(gate("explain", "v.json", "b").status()).isEqualTo(1);
        assertThat(gate("explain", "v.json", "b").err())
                .isEqualTo("gate: bucket 'b' is not in v.json; 'gate report v.json' lists those that are\n");
    }

    private Shell.Result gate(String... line) {
        return new Shell(directory).run(line);
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
