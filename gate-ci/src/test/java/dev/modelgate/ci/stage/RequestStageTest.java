package dev.modelgate.ci.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.ci.github.GitHubApi;
import dev.modelgate.ci.github.GitHubHost;
import dev.modelgate.ci.testing.Fast;
import dev.modelgate.ci.testing.TrackedRun;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.Proposal;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestStageTest {

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new Bench(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void finds_who_asks_for_what_and_keeps_it_for_the_stages_after_it() throws Exception {
        bench.ask("Please.\n\n" + Bench.request());
        Proposal proposal = bench.change("CHANGES.md", "retrained");

        Outcome outcome = run(proposal);

        assertThat(outcome.kind()).as(outcome.text()).isEqualTo(Outcome.Kind.PASSED);
        assertThat(outcome.text()).isEqualTo("run `" + TrackedRun.RUN + "` is asked for as `v0.3.1`");
        assertThat(bench.shop().folder().accepted().proposal()).isEqualTo(proposal);
        assertThat(bench.shop().folder().accepted().request().runId()).isEqualTo(TrackedRun.RUN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlflow_run_id=$(id) semver=v0.3.1",
                "mlflow_run_id=a semver=latest",
                "mlflow_run_id=a",
                "semver=v0.3.1",
                "mlflow_run_id=a semver=v0.3.1 --force",
                "mlflow_run_id=a semver=v0.3.1\nmlflow_run_id=b semver=v0.3.2",
                "mlflow_run_id=../../x semver=v0.3.1",
                "mlflow_run_id=a semver=v0.3.1`::set-output name=x::y`",
                "::add-mask::x mlflow_run_id = a semver=v0.3.1",
            })
    void a_malformed_comment_is_refused_and_its_author_is_told(String text) throws Exception {
        bench.ask(text);

        Outcome outcome = run(bench.change("CHANGES.md", "retrained"));

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(outcome.text())
                .contains("REQUEST\\_MALFORMED".replace("\\", ""))
                .contains("comment 1 by maintainer");
        assertThat(outcome.text().lines()).noneMatch(line -> line.startsWith("::"));
        assertThat(outcome.text()).doesNotContain("::add-mask::", "::set-output");
    }

    @Test
    void a_comment_that_was_edited_after_the_label_was_set_does_not_count() throws Exception {
        bench.host.say("maintainer", Bench.request(), Bench.LABELLED.plusSeconds(1));

        Outcome outcome = run(bench.change("CHANGES.md", "retrained"));

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(outcome.text()).contains("REQUEST_MISSING").contains("1 were written or edited");
    }

    @Test
    void the_newest_by_a_person_with_write_access_counts() throws Exception {
        bench.host.say("maintainer", "mlflow_run_id=older semver=v0.3.0", Bench.LABELLED.minusSeconds(300));
        bench.ask(Bench.request());
        bench.host.mayWrite("reader", false);
        bench.host.say("reader", "mlflow_run_id=evil semver=v9.9.9", Bench.LABELLED.minusSeconds(30));
        bench.host.say("stranger", "mlflow_run_id=evil semver=v9.9.9", Bench.LABELLED.minusSeconds(20));

        assertThat(run(bench.change("CHANGES.md", "retrained")).text()).contains("`" + TrackedRun.RUN + "`");
    }

    @Test
    void nobody_asked_where_only_strangers_did() throws Exception {
        bench.host.say("stranger", Bench.request(), Bench.LABELLED.minusSeconds(20));

        assertThat(run(bench.change("CHANGES.md", "retrained")).text())
                .contains("1 are by people without write access");
    }

    @Test
    void a_label_that_was_taken_away_and_set_again_counts_from_then() throws Exception {
        bench.host.say("maintainer", Bench.request(), Bench.LABELLED.plusSeconds(1));
        bench.host.label("deploy-candidate", false, Bench.LABELLED.plusSeconds(2));
        bench.host.label("deploy-candidate", true, Bench.LABELLED.plusSeconds(3));

        assertThat(run(bench.change("CHANGES.md", "retrained")).kind()).isEqualTo(Outcome.Kind.PASSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gate.yaml",
                "eval_baseline.json",
                "eval_baseline_cases.jsonl",
                "data/eval.jsonl",
                ".github/workflows/new.yml",
                ".gitlab-ci.yml",
                "CODEOWNERS"
            })
    void a_change_that_touches_its_own_gate_is_refused(String file) throws Exception {
        bench.ask(Bench.request());

        Outcome outcome = run(bench.change(file, "loosened"));

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(outcome.text()).contains("GATE_TOUCHED");
    }

    @Test
    void a_change_that_was_retargeted_to_another_branch_is_refused() throws Exception {
        bench.ask(Bench.request());
        Proposal proposal = bench.change("CHANGES.md", "retrained");

        Outcome outcome = run(bench.proposal(proposal.head(), "loose`|<b>"));

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(outcome.text()).contains("GATE_TOUCHED").contains("loose\\`\\|&lt;b&gt;");
    }

    @Test
    void a_change_from_before_the_gate_was_tightened_is_refused() throws Exception {
        bench.ask(Bench.request());
        Proposal proposal = bench.change("CHANGES.md", "retrained");
        bench.clone.checkOut("main");
        bench.host.tip(
                "main",
                bench.clone
                        .write("gate.yaml", "version: 1\npolicy: {tolerance: 0}\n")
                        .commit());
        bench.clone.checkOut(bench.base());

        Outcome outcome = run(proposal);

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(outcome.text()).contains("GATE_TOUCHED").contains("merge the branch into the change");
    }

    @Test
    void a_branch_that_moved_on_elsewhere_does_no_harm() throws Exception {
        bench.ask(Bench.request());
        Proposal proposal = bench.change("CHANGES.md", "retrained");
        bench.clone.checkOut("main");
        bench.host.tip("main", bench.clone.write("README.md", "news").commit());
        bench.clone.checkOut(bench.base());

        assertThat(run(proposal).kind()).isEqualTo(Outcome.Kind.PASSED);
    }

    @Test
    void without_the_base_commit_nothing_can_be_judged() throws Exception {
        bench.change("CHANGES.md", "retrained");
        Proposal proposal = new Proposal(17, bench.base(), "9".repeat(40), "main", "main", "deploy-candidate");

        assertThatThrownBy(() -> run(proposal))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("git worktree add");
    }

    @Test
    void without_the_heads_commit_nothing_can_be_judged() throws Exception {
        bench.change("CHANGES.md", "retrained");

        assertThatThrownBy(() -> run(bench.proposal("9".repeat(40), "main")))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("fetch-depth: 0");
    }

    @Test
    void in_the_changes_own_work_tree_nothing_is_judged() throws Exception {
        Proposal proposal = bench.change("gate.yaml", "version: 1\npolicy: {tolerance: 1}\n");
        bench.clone.checkOut(proposal.head());

        assertThatThrownBy(() -> run(proposal)).isInstanceOf(CannotJudgeException.class);
    }

    private Outcome run(Proposal proposal) throws IOException {
        GitHubHost host = new GitHubHost(GitHubApi.of(bench.host.environment(), Fast.transport()));
        return new RequestStage(bench.shop(), host).run(proposal);
    }
}
