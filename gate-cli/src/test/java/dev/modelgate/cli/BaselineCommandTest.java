package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void writeReport() throws IOException {
        Files.writeString(
                directory.resolve("cases.jsonl"),
                "{\"id\":\"1\",\"buckets\":[\"a\"],\"passed\":true}\n{\"id\":\"2\",\"buckets\":[\"b\"],\"passed\":false}\n");
        Files.writeString(
                directory.resolve("report.json"),
                "{\"cases\": \"cases.jsonl\", \"buckets\": {\"a\": {\"n\": 1, \"correct\": 1}, \"b\": {\"n\": 1, \"correct\": 0}}}");
    }

    @Test
    void init_proposes_and_writes_only_when_told_with_the_cases_beside() throws IOException {
        Shell.Result proposed = gate("init", "--report=report.json");
        assertThat(proposed.status()).isZero();
        assertThat(proposed.out()).endsWith("; nothing is written without --write\n");
        assertThat(directory.resolve("eval_baseline.json")).doesNotExist();

        assertThat(gate("init", "--report=report.json", "--write").out()).endsWith(", written\n");
        assertThat(Files.readString(directory.resolve("eval_baseline.json")))
                .contains("\"cases\": \"eval_baseline_cases.jsonl\"");
        assertThat(Files.readString(directory.resolve("eval_baseline_cases.jsonl")))
                .isEqualTo(Files.readString(directory.resolve("cases.jsonl")));
        assertThat(new Shell(directory)
                        .run("compare", "--candidate=report.json", "--baseline=eval_baseline.json")
                        .status())
                .isZero();
        assertThat(gate("init", "--report=report.json").err()).contains("use 'gate baseline update'");
    }

    @Test
    void update_says_what_gets_looser_and_tighter() throws IOException {
        baseline("{\"buckets\": {\"a\": 0.5, \"b\": 0.5, \"gone\": 0.9}}");

        Shell.Result proposed = gate("update", "--report=report.json");

        assertThat(proposed.out()).startsWith("""
                looser   0.5 -> 0 (n - -> 1)  b
                looser   0.9 -> dropped (n - -> -)  gone
                tighter  0.5 -> 1 (n - -> 1)  a
                2 buckets get looser, 1 tighter, 0 stay
                """);
        assertThat(gate("diff", "--report=report.json", "--format=json").out())
                .contains("\"direction\": \"LOOSER\"", "\"written\": false");
        assertThat(Files.readString(directory.resolve("eval_baseline.json"))).contains("gone");
    }

    @Test
    void a_change_that_is_being_judged_may_not_write_its_own_baseline() throws IOException {
        baseline("{\"buckets\": {\"a\": 1}}");

        Shell.Result refused = new Shell(directory)
                .with("GITHUB_EVENT_NAME", "pull_request")
                .run("baseline", "update", "--report=report.json", "--write");

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.out()).contains("| BASELINE_LOCKED | ");
        assertThat(Files.readString(directory.resolve("eval_baseline.json"))).doesNotContain("cases");
        assertThat(new Shell(directory)
                        .with("CI_MERGE_REQUEST_IID", "7")
                        .run("baseline", "update", "--report=report.json", "--write")
                        .status())
                .isEqualTo(2);
        assertThat(new Shell(directory)
                        .with("GITHUB_EVENT_NAME", "push")
                        .run("baseline", "update", "--report=report.json", "--write")
                        .status())
                .isZero();
    }

    @Test
    void nothing_live_proposes_nothing() throws IOException {
        assertThat(gate("diff").status()).isEqualTo(1);
        baseline("{\"buckets\": {\"a\": 1}}");

        assertThat(gate("update").err()).contains("nothing is live");
        assertThat(gate("update", "--semver=v9.9.9").err()).contains("no release v9.9.9 is in the registry");
        assertThat(gate("update", "--semver=v1.0.0", "--report=report.json").status())
                .isEqualTo(64);
    }

    private void baseline(String json) throws IOException {
        Files.writeString(directory.resolve("eval_baseline.json"), json);
    }

    private Shell.Result gate(String... words) {
        String[] line = new String[words.length + 1];
        line[0] = "baseline";
        System.arraycopy(words, 0, line, 1, words.length);
        return new Shell(directory).run(line);
    }
}
