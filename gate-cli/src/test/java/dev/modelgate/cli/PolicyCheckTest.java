package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gate check --candidate} and {@code gate policy}. */
class PolicyCheckTest {

    private static final String MODEL = "\"model_sha\": \"%s\", ".formatted("a".repeat(64));

    @TempDir
    private Path directory;

    @BeforeEach
    void writeReports() throws IOException {
        write(
                "eval_baseline.json",
                "{%s\"eval_set_sha256\": \"5e7\", \"buckets\": {\"aggregate\": {\"n\": 100, \"correct\": 95}, \"a\": {\"n\": 100, \"correct\": 90}}}");
        write(
                "good.json",
                "{%s\"eval_set_sha256\": \"5e7\", \"buckets\": {\"aggregate\": {\"n\": 100, \"correct\": 95}, \"a\": {\"n\": 100, \"correct\": 88}}}");
        write(
                "bad.json",
                "{%s\"eval_set_sha256\": \"5e7\", \"buckets\": {\"aggregate\": {\"n\": 100, \"correct\": 95}, \"a\": {\"n\": 100, \"correct\": 87}}}");
    }

    @Test
    void without_a_policy_the_point_rule_holds_against_the_baseline_of_the_project() {
        assertThat(gate("check", "--candidate", "good.json").out())
                .isEqualTo("PASS: 2 of 2 buckets hold within 0.02 of the baseline\n");
        Shell.Result refused = gate("check", "--candidate", "bad.json", "--baseline", "eval_baseline.json");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.out()).contains("| `a`    | FAIL   | 0.9      | 0.87");
    }

    @Test
    void a_threshold_on_the_command_line_is_one_more_critical_check() {
        assertThat(gate("check", "--candidate=good.json", "--gate-threshold", "95%")
                        .out())
                .isEqualTo("PASS: 2 of 2 buckets hold within 0.02 of the baseline, 1 of 1 checks hold\n");
        Shell.Result refused = gate("check", "--candidate=good.json", "--gate-threshold", "0.96");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.out())
                .contains("| OUT_OF_LIMITS | gate-threshold&#58; aggregate is 0.95, but at least 0.96 is required");
        assertThat(gate("check", "--candidate=good.json", "--gate-threshold", "1.5")
                        .status())
                .isEqualTo(64);
    }

    @Test
    void failing_buckets_and_failing_checks_are_both_shown() throws IOException {
        policy("checks: [{type: required_metrics, stage: evaluate, metrics: [auc]}]");

        Shell.Result refused = gate("check", "--candidate=bad.json");

        assertThat(refused.out())
                .contains("| `a`    | FAIL   |")
                .contains(
                        "| STAGE_MISSING | required\\_metrics&#58; the stage is not measured, but 'evaluate' is required");
    }

    @Test
    void a_policy_outside_of_a_commit_judges_and_cannot_promote() throws IOException {
        policy("tolerance: 0.05");

        Shell.Result uncommitted = gate("check", "--candidate=bad.json", "--format=json");

        assertThat(uncommitted.status()).isZero();
        assertThat(uncommitted.out()).contains("\"promotable\": false", "\"tolerance\": \"0.05\"");
        assertThat(uncommitted.err()).contains("the policy judged by is not the committed one");
    }

    @Test
    void a_committed_policy_makes_a_verdict_that_can_promote_until_it_is_edited() throws Exception {
        policy("tolerance: 0.05");
        commit();
        assertThat(gate("check", "--candidate=bad.json", "--format=json").out()).contains("\"promotable\": true");

        policy("tolerance: 0.06");
        assertThat(gate("check", "--candidate=bad.json", "--format=json").out()).contains("\"promotable\": false");
    }

    @Test
    void an_inconclusive_run_is_refused_or_goes_on_as_the_policy_says() throws IOException {
        policy("mode: evidence\n  pooled_tolerance: 0.02");
        assertThat(gate("check", "--candidate=good.json").status()).isEqualTo(2);

        policy("mode: evidence\n  pooled_tolerance: 0.02\n  on_inconclusive: allow");
        Shell.Result allowed = gate("check", "--candidate=good.json", "--format=json");
        assertThat(allowed.status()).isZero();
        assertThat(allowed.out()).contains("\"decision\": \"INCONCLUSIVE\"");
    }

    @Test
    void further_suites_are_handed_in_by_name() throws IOException {
        policy("suites: {injection: {baseline: eval_baseline.json}}");

        assertThat(gate("check", "--candidate=good.json", "--suite", "injection=good.json")
                        .status())
                .isZero();
        assertThat(gate("check", "--candidate=good.json", "--suite", "injection=bad.json")
                        .status())
                .isEqualTo(2);
        assertThat(gate("check", "--candidate=good.json").out()).contains("SUITE_MISSING");
        Shell.Result unknown = gate("check", "--candidate=good.json", "--suite", "x=bad.json");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("the suite 'x', but the policy's suites are injection");
    }

    @Test
    void one_way_to_judge_must_be_asked_for() {
        assertThat(gate("check").status()).isEqualTo(64);
        assertThat(gate("check", "--candidate=good.json", "--evidence=run.json").status())
                .isEqualTo(64);
        assertThat(gate("check", "--candidate=nowhere.json").status()).isEqualTo(1);
        assertThat(gate("check", "--candidate=good.json", "--policy=nowhere.yaml")
                        .status())
                .isEqualTo(1);
    }

    @Test
    void every_error_of_a_policy_is_a_line_on_standard_error() throws IOException {
        policy("tollerance: 1\n  mode: loose");

        Shell.Result invalid = gate("policy", "validate");

        assertThat(invalid.status()).isEqualTo(1);
        assertThat(invalid.out()).isEmpty();
        assertThat(invalid.err().lines()).hasSize(2).allMatch(line -> line.startsWith("gate: gate.yaml:"));
        assertThat(gate("check", "--candidate=good.json").status()).isEqualTo(1);
    }

    @Test
    void a_policy_is_explained_in_sentences_and_as_json() throws IOException {
        policy("tolerance: 0.05\n  checks: [{type: absolute, metric: metrics.auc, at_least: 0.9, severity: advisory}]");

        assertThat(gate("policy", "validate").out()).startsWith("gate.yaml: valid, policy ");
        assertThat(gate("policy", "explain").out())
                .contains(
                        "The candidate's buckets each keep at least the baseline less 0.05, exactly; no error rate is"
                                + " controlled.\nabsolute (absolute, advisory: else only told): metrics.auc is at least 0.9.\n");
        assertThat(gate("policy", "explain", "--format=json").out())
                .contains("\"demand\": \"metrics.auc is at least 0.9\"");
        assertThat(gate("policy", "schema").out()).startsWith("{\n  \"$schema\"");
    }

    @Test
    void cases_beside_the_policy_must_get_the_verdict_they_expect() throws IOException {
        policy("tolerance: 0.02");
        write("gate.tests.yaml", """
                version: 1
                cases:
                  - {name: equal, candidate: good.json, expect: PASS}
                  - {name: worse, candidate: bad.json, expect: REFUSED, reasons: [BUCKET_BELOW_FLOOR]}
                  - name: inline
                    candidate: {buckets: {a: 0.5}}
                    baseline: {buckets: {a: 0.6}}
                    expect: REFUSED
                """);
        assertThat(gate("policy", "test").out()).isEqualTo("""
                ok    equal: PASS
                ok    worse: REFUSED
                ok    inline: REFUSED
                3 of 3 cases get the verdict they must
                """);

        write("gate.tests.yaml", """
                version: 1
                cases:
                  - {name: worse, candidate: bad.json, expect: PASS}
                  - {name: why, candidate: bad.json, expect: REFUSED, reasons: [BUCKET_MISSING]}
                """);
        Shell.Result failed = gate("policy", "test");
        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.out())
                .startsWith(
                        "FAIL  worse: REFUSED, but PASS is required\nFAIL  why: REFUSED, but REFUSED is required, and"
                                + " it lacks the reasons [BUCKET_MISSING]\n");
    }

    @Test
    void no_cases_are_no_passed_test() throws IOException {
        write("gate.tests.yaml", "version: 1\ncases: []\n");

        assertThat(gate("policy", "test").status()).isEqualTo(1);
        write("gate.tests.yaml", "version: 1\ncases: [{name: a, candidate: good.json, expect: FINE}]\n");
        assertThat(gate("policy", "test").err())
                .contains("is 'FINE', but one of INCONCLUSIVE, PASS, REFUSED is required");
    }

    @Test
    void attempts_are_written_down_counted_once_and_told_by_the_next_check() throws IOException {
        write("other.json", Files.readString(directory.resolve("good.json")).replace("aaaa", "bbbb"));
        assertThat(gate("registry", "attempt", "--candidate=good.json").out())
                .isEqualTo("attempt 1 on this evaluation set under this policy\n");
        assertThat(gate("registry", "attempt", "--candidate=good.json").out()).startsWith("attempt 1 ");
        assertThat(gate("registry", "attempt", "--candidate=other.json").out()).startsWith("attempt 2 ");

        assertThat(gate("check", "--candidate=other.json").err()).contains("this is attempt 2 on the same cases");
        assertThat(gate("check", "--candidate=good.json").err()).doesNotContain("attempt");
        assertThat(gate("registry", "verify").status()).isZero();
        policy("tolerance: 0.05");
        assertThat(gate("registry", "attempt", "--candidate=other.json").out()).startsWith("attempt 1 ");
    }

    @Test
    void spending_alpha_needs_somebody_who_counts() throws IOException {
        policy("mode: evidence\n  pooled_tolerance: 0.02\n  attempts: spend");

        Shell.Result uncounted = gate("check", "--candidate=good.json");
        assertThat(uncounted.status()).isEqualTo(1);
        assertThat(uncounted.err()).contains("nobody counted the attempts");
        gate("registry", "attempt", "--candidate=good.json");
        assertThat(gate("check", "--candidate=good.json").status()).isEqualTo(2);
        write("anonymous.json", "{\"buckets\": {\"a\": 1}}");
        assertThat(gate("registry", "attempt", "--candidate=anonymous.json").status())
                .isEqualTo(1);
    }

    @Test
    void power_says_what_each_bucket_can_see() throws IOException {
        write("counted.json", "{\"buckets\": {\"a\": {\"n\": 100, \"correct\": 90}, \"b\": 0.5}}");

        Shell.Result power = gate("power", "--baseline=counted.json");

        assertThat(power.status()).isZero();
        assertThat(power.out())
                .startsWith("     cases  tolerance  sees a drop of  cases needed  bucket\n")
                .contains("       100       0.02 ")
                .contains("   unknown       0.02               -             -  b\n")
                .contains("the point rule would refuse about ");
        assertThat(gate("power", "--baseline=counted.json", "--format=json").out())
                .contains("\"sees_tolerance\": false");
        assertThat(gate("power", "--baseline=counted.json", "--correlation=1").status())
                .isEqualTo(64);
    }

    private Shell.Result gate(String... line) {
        return new Shell(directory).run(line);
    }

    private void policy(String words) throws IOException {
        write("gate.yaml", "version: 1\npolicy:\n  " + words + "\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text.contains("%s") ? text.formatted(MODEL) : text);
    }

    private void commit() throws IOException, GitAPIException {
        try (Git git = Git.init().setDirectory(directory.toFile()).call()) {
            git.getRepository().getConfig().setBoolean("commit", null, "gpgsign", false);
            git.add().addFilepattern("gate.yaml").call();
            git.commit()
                    .setMessage("Add a policy")
                    .setAuthor("dev", "dev@example.org")
                    .setCommitter("dev", "dev@example.org")
                    .call();
        }
    }
}
