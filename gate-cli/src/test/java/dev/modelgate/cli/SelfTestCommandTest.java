package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfTestCommandTest {

    @TempDir
    private Path directory;

    @Test
    void the_point_rule_refuses_every_sabotage_and_passes_the_baseline_itself() throws IOException {
        baseline("\"eval_set_sha256\": \"5e7\",");

        Shell.Result result = selftest();

        assertThat(result.out())
                .contains("ok    baseline against itself: PASS\n")
                .contains("ok    a tenth of bucket 'a' mangled: REFUSED\n")
                .contains("ok    bucket 'b' one case beyond its tolerance: REFUSED\n")
                .contains("ok    bucket 'a' dropped: REFUSED\n")
                .contains("ok    NaN in bucket 'a': not judged: ")
                .contains("ok    every case twice: not judged: ")
                .contains("ok    figures copied from another run: not judged: ")
                .contains("ok    evaluate stage skipped: REFUSED\n")
                .contains("ok    stale evaluation set: REFUSED\n")
                .containsPattern("\n\\d+ of 50 equally good candidates, drawn from the baseline's cases, are not let");
        assertThat(result.status()).isZero();
        assertThat(selftest("--format=json").out()).contains("\"holds\": true", "\"runs\": 50");
        assertThat(selftest().out()).isEqualTo(result.out());
    }

    @Test
    void a_baseline_that_names_no_evaluation_set_lets_a_stale_one_through() throws IOException {
        baseline("");

        Shell.Result result = selftest();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("FAIL  stale evaluation set: PASS\n");
    }

    @Test
    void a_policy_that_is_too_loose_is_found_out() throws IOException {
        baseline("\"eval_set_sha256\": \"5e7\",");
        Files.writeString(directory.resolve("gate.yaml"), "version: 1\npolicy: {tolerance: 0.2}\n");

        Shell.Result result = selftest();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("FAIL  a tenth of bucket 'a' mangled: PASS\n");
    }

    @Test
    void a_policy_that_cannot_pass_the_baseline_itself_is_found_out() throws IOException {
        baseline("\"eval_set_sha256\": \"5e7\",");
        Files.writeString(
                directory.resolve("gate.yaml"), "version: 1\npolicy: {checks: [{type: absolute, at_least: 0.99}]}\n");

        assertThat(selftest().out()).startsWith("FAIL  baseline against itself: REFUSED\n");
    }

    private Shell.Result selftest(String... options) {
        String[] line = new String[options.length + 2];
        line[0] = "selftest";
        line[1] = "--runs=50";
        System.arraycopy(options, 0, line, 2, options.length);
        return new Shell(directory).run(line);
    }

    private void baseline(String more) throws IOException {
        StringBuilder cases = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            cases.append("{\"id\":\"%d\",\"buckets\":[\"%s\"],\"passed\":%s}\n"
                    .formatted(i, i < 60 ? "a" : "b", i % 10 != 0));
        }
        Files.writeString(directory.resolve("cases.jsonl"), cases);
        Files.writeString(directory.resolve("eval_baseline.json"), """
                {"model_sha": "%s", %s "cases": "cases.jsonl", "stage": "evaluate", "buckets": {
                 "a": {"n": 60, "correct": 54}, "b": {"n": 40, "correct": 36}}}
                """.formatted("a".repeat(64), more));
    }
}
