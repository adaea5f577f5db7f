package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ObjectArrays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void writeBaseline() throws IOException {
        write("b.json", "{\"eval_set_sha256\": \"aa\", \"buckets\": {\"a\": 0.95, \"<b>|`x`\\n@all\": 0.9}}");
    }

    @Test
    void prints_one_line_when_it_passes() {
        Shell.Result result = compare("b.json");

        assertThat(result.status()).isZero();
        assertThat(result.out()).isEqualTo("PASS: 2 of 2 buckets hold within 0.02 of the baseline\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void passes_on_bare_numbers_but_says_that_they_cannot_promote() throws IOException {
        write(
                "c.json",
                "{\"model_sha\": \"" + "c".repeat(64)
                        + "\", \"eval_set_sha256\": \"aa\", \"buckets\": {\"a\": 0.94, \"<b>|`x`\\n@all\": 0.9}}");

        Shell.Result result = compare("c.json", "--format=json");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("\"promotable\": false");
        assertThat(result.err())
                .contains("this verdict cannot promote: bucket 'a' (and 1 more) of the baseline is a bare number");
    }

    @Test
    void prints_a_table_that_no_bucket_name_can_leave_when_it_refuses() throws IOException {
        write("c.json", "{\"eval_set_sha256\": \"aa\", \"buckets\": {\"a\": 0.95, \"<b>|`x`\\n@all\": 0.8799999}}");

        Shell.Result result = compare("c.json");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEqualTo("""
                | bucket                 | status | baseline | candidate | change   | required |
                | ---------------------- | ------ | -------- | --------- | -------- | -------- |
                | ``<b>\\|`x`\\u000a@all`` | FAIL   | 0.9      | 0.8799    | -2.01 pp | ≥ 0.88   |
                """);
    }

    @Test
    void holds_a_bucket_to_a_tolerance_of_its_own_and_then_promotes_nothing() throws IOException {
        write(
                "c.json",
                "{\"model_sha\": \"" + "c".repeat(64)
                        + "\", \"eval_set_sha256\": \"aa\", \"buckets\": {\"a\": 0.94, \"<b>|`x`\\n@all\": 0.9}}");

        assertThat(compare("c.json").status()).isZero();
        Shell.Result stricter = compare("c.json", "--bucket=a=0.5pp");
        assertThat(stricter.status()).isEqualTo(2);
        assertThat(stricter.out()).contains("≥ 0.945");

        Shell.Result looser = compare("c.json", "--tolerance=0.001", "--bucket=?=1pp", "--bucket=z=0", "--format=json");
        assertThat(looser.status()).isZero();
        assertThat(looser.out()).contains("\"promotable\": false").contains("\"tolerance\": \"0.01\"");
        assertThat(looser.err()).contains("'z', but no bucket has such a name");

        write("b.json", "{\"eval_set_sha256\": \"aa\", \"buckets\": {\"a\": {\"n\": 100, \"correct\": 95}}}");
        write(
                "c.json",
                "{\"model_sha\": \"" + "c".repeat(64)
                        + "\", \"eval_set_sha256\": \"aa\", \"buckets\": {\"a\": {\"n\": 100, \"correct\": 94}}}");
        assertThat(compare("c.json", "--bucket=a=2pp", "--format=json").out()).contains("\"promotable\": false");
        assertThat(compare("c.json", "--format=json").out()).contains("\"promotable\": true");
    }

    @Test
    void a_tolerance_of_a_bucket_that_is_none_or_given_twice_is_a_usage_error() {
        assertThat(compare("b.json", "--bucket=a").status()).isEqualTo(64);
        assertThat(compare("b.json", "--bucket=a=0.01", "--bucket=a=0.02").err())
                .contains("overridden twice");
    }

    @Test
    void prints_the_reason_when_the_two_cannot_be_compared() throws IOException {
        write("c.json", "{\"eval_set_sha256\": \"bb\", \"buckets\": {\"a\": 0.95}}");

        Shell.Result result = compare("c.json");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("| EVAL_SET_MISMATCH | the candidate's eval\\_set\\_sha256 is 'bb'");
    }

    @Test
    void writes_the_verdict_beside_the_table() throws IOException {
        Shell.Result result = new Shell(directory)
                .run("compare", "--candidate=b.json", "--baseline=b.json", "--verdict-out", "v.json");

        assertThat(result.status()).isZero();
        assertThat(Files.readString(directory.resolve("v.json"))).contains("\"decision\": \"PASS\"");
    }

    @Test
    void says_one_sentence_and_prints_nothing_when_a_file_is_missing() {
        Shell.Result result = compare("nowhere.json");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).matches("gate: .*nowhere\\.json does not exist; check the path\n");
    }

    @Test
    void a_wrong_command_line_is_status_64() {
        Shell shell = new Shell(directory);

        assertThat(shell.run("compare").status()).isEqualTo(64);
        assertThat(shell.run("compare", "--candidate", "a", "--baseline", "b", "--force")
                        .status())
                .isEqualTo(64);
        assertThat(shell.run("compare", "--candidate", "a", "--baseline", "b", "--tolerance", "1.5")
                        .err())
                .isEqualTo("gate: the tolerance is 1.5, but it must lie in [0, 1]; 0.02, 2pp and 2% are two points\n");
        assertThat(shell.run("compare", "--candidate", "a", "--baseline", "b", "--format", "xml")
                        .err())
                .isEqualTo("gate: --format is 'xml', but text or json is required\n");
        assertThat(shell.run("promot").err()).isEqualTo("gate: 'promot' is no command; 'gate --help' lists them\n");
    }

    @Test
    void help_and_version_are_status_0() {
        Shell shell = new Shell(directory);

        assertThat(shell.run("--version").out()).matches("gate \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(shell.run("--help").out()).contains("compare");
        assertThat(shell.run("compare", "--help").out()).contains("Example:").contains("--tolerance");
    }

    private Shell.Result compare(String candidate, String... more) {
        return new Shell(directory)
                .run(ObjectArrays.concat(
                        new String[] {"compare", "--candidate", candidate, "--baseline", "b.json"},
                        more,
                        String.class));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
