package dev.modelgate.ci.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.ci.stage.WorkFolder.Accepted;
import dev.modelgate.ci.testing.TrackedRun;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.change.DeployRequest;
import dev.modelgate.core.release.SemverTag;
import dev.modelgate.core.trust.Pem;
import dev.modelgate.eval.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stages after the request, on a model that two of three cases find right. */
class DeploymentTest {

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
    void a_good_model_goes_through_all_stages_and_is_live_and_its_run_is_told() throws Exception {
        accept("v0.3.1");

        assertThat(data().kind()).isEqualTo(Outcome.Kind.PASSED);
        Outcome fetched = fetch();
        assertThat(fetched.kind()).isEqualTo(Outcome.Kind.PASSED);
        assertThat(eval().kind()).isEqualTo(Outcome.Kind.PASSED);
        assertThat(judge().text()).startsWith("PASS: 2 of 2 buckets hold");
        Outcome promoted = promote();

        assertThat(promoted.kind()).as(promoted.text()).isEqualTo(Outcome.Kind.PASSED);
        assertThat(promoted.text())
                .matches("promoted `[0-9a-f]{64}` as `v0.3.1`, live now\\. Head of the registry: `\\d+ [0-9a-f]{64}`");
        assertThat(bench.tracker.tags()).containsValue("v0.3.1");
        assertThat(outputs())
                .contains("GATE_CI_REGISTRY_HEAD=" + promoted.text().replaceAll(".*`(\\d+) ([0-9a-f]{64})`$", "$1:$2"));
        assertThat(outputs()).contains("GATE_CI_SHA=" + fetched.text().replaceAll(".*`(.*)`.*", "$1"));
    }

    @Test
    void a_second_run_of_the_same_request_promotes_nothing_twice() throws Exception {
        accept("v0.3.1");
        deploy();
        Map<String, String> before = registry();

        Outcome again = deploy();

        assertThat(again.kind()).isEqualTo(Outcome.Kind.PASSED);
        assertThat(again.text()).contains("was promoted as `v0.3.1` before; nothing changed");
        assertThat(registry()).isEqualTo(before);
    }

    @Test
    void a_model_that_lost_a_bucket_is_refused_by_it_and_the_registry_is_never_made() throws Exception {
        bench.rebase("eval_baseline.json", Bench.baseline(Bench.CASES, "1", "1"));
        accept("v0.3.1");
        fetch();
        eval();

        Outcome refused = judge();

        assertThat(refused.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(refused.text()).contains("| `c` ").contains("FAIL").doesNotContain("`b`");
        assertThat(registry()).isEmpty();
    }

    @Test
    void the_promoting_job_judges_again_and_does_not_believe_the_judging_ones_verdict() throws Exception {
        bench.rebase("eval_baseline.json", Bench.baseline(Bench.CASES, "1", "1"));
        accept("v0.3.1");
        fetch();
        eval();
        judge();
        Path verdict = bench.shop().folder().verdict();
        Files.writeString(verdict, Files.readString(verdict).replace("REFUSED", "PASS"));

        assertThat(promote().kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(bench.tracker.tags()).isEmpty();
    }

    @Test
    void rules_that_the_branch_has_tightened_since_count_though_the_clone_does_not_show_it() throws Exception {
        String base = bench.base();
        String newest = bench.clone
                .write("eval_baseline.json", Bench.baseline(Bench.CASES, "1", "1"))
                .commit();
        bench.clone.checkOut(base);
        bench.host.tip("main", newest);
        accept("v0.3.1");
        fetch();
        eval();
        judge();

        Outcome refused = promote();

        assertThat(refused.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(refused.text()).contains("BASE_OUTDATED").contains(newest);
        assertThat(registry()).doesNotContainKey("registry/index.jsonl");
    }

    @Test
    void a_base_that_the_code_host_does_not_have_on_the_branch_promotes_nothing() throws Exception {
        String honest = bench.base();
        bench.rebase("eval_baseline.json", Bench.baseline(Bench.CASES, "0", "0"));
        bench.host.tip("main", honest);
        accept("v0.3.1");
        fetch();
        eval();
        judge();

        assertThat(promote().text()).contains("BASE_NOT_ON_BRANCH");
    }

    @Test
    void a_model_that_is_not_the_one_that_was_judged_is_not_promoted() throws Exception {
        accept("v0.3.1");
        fetch();
        eval();
        judge();
        logAnotherModel("others");

        Outcome outcome = promote();

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(bench.tracker.tags()).isEmpty();
    }

    @Test
    void a_stale_eval_set_stops_before_the_tracker_is_asked_for_anything() throws Exception {
        bench.rebase("data/eval.jsonl", Bench.CASES + Bench.CASES.replace("\"id\": \"", "\"id\": \"x"));
        accept("v0.3.1");

        Outcome outcome = data();

        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(outcome.text()).contains("EVAL_SET_MISMATCH");
        assertThat(bench.tracker.calls()).isEmpty();
    }

    @Test
    void a_tracker_that_cannot_be_told_leaves_the_registry_as_it_was() throws Exception {
        accept("v0.3.1");
        deploy();
        Map<String, String> before = state();
        logAnotherModel("better weights");
        accept("v0.3.2");
        fetch();
        eval();
        judge();
        bench.tracker.refuseTags();

        assertThatThrownBy(this::promote).isInstanceOf(CannotJudgeException.class);
        assertThat(state()).isEqualTo(before);

        bench.tracker.acceptTags();
        assertThat(promote().text()).contains("as `v0.3.2`, live now after `v0.3.1`");
    }

    @Test
    void a_tracker_that_cannot_be_told_of_the_first_model_founds_no_registry() throws Exception {
        accept("v0.3.1");
        fetch();
        eval();
        judge();
        bench.tracker.refuseTags();

        assertThatThrownBy(this::promote).isInstanceOf(CannotJudgeException.class);
        assertThat(state()).isEmpty();

        bench.tracker.acceptTags();
        assertThat(promote().text()).contains("as `v0.3.1`, live now");
    }

    @Test
    void what_the_promotion_refuses_is_not_registered() throws Exception {
        accept("v0.3.1");
        deploy();
        Map<String, String> before = state();
        logAnotherModel("better weights");

        Outcome refused = deploy();

        assertThat(refused.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(refused.text()).contains("SEMVER_TAKEN");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void a_run_that_is_not_there_is_an_error_and_no_refusal() throws Exception {
        bench.shop()
                .folder()
                .keep(new Accepted(
                        bench.proposal(bench.base(), "main"),
                        new DeployRequest("0".repeat(32), new SemverTag("v0.3.1"))));
        bench.tracker.close();

        assertThatThrownBy(this::fetch).isInstanceOf(CannotJudgeException.class);
        assertThat(StageRun.last(bench.shop()).orElseThrow().kind()).isEqualTo(Outcome.Kind.ERROR);
        assertThat(Comment.of(StageRun.last(bench.shop()), Map.of()))
                .startsWith("### Modelgate: could not judge")
                .contains("This is no verdict on the model");
    }

    @Test
    void a_stage_without_the_one_before_it_says_which() {
        assertThatThrownBy(this::fetch).hasMessageContaining("run 'gate ci request' first");
        accept("v0.3.1");
        assertThatThrownBy(this::eval).hasMessageContaining("run 'gate ci fetch' first");
    }

    @Test
    void a_project_without_an_eval_set_cannot_be_judged() throws Exception {
        bench.rebase("gate.yaml", "version: 1\n");
        accept("v0.3.1");

        assertThatThrownBy(this::data).isInstanceOf(CannotJudgeException.class).hasMessageContaining("wiring.eval_set");
    }

    @Test
    void promotion_in_another_commit_than_the_base_is_not_judged() throws Exception {
        accept("v0.3.1");
        fetch();
        eval();
        bench.clone.checkOut("main").write("README.md", "news").commit();

        assertThatThrownBy(this::promote)
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("base commit");
    }

    /** Under the same run, for a machine that has not fetched it yet. */
    private void logAnotherModel(String weights) {
        bench.tracker.replaceWeights(weights);
        bench.environment.put("XDG_CACHE_HOME", folder.resolve("other-machine").toString());
    }

    private void accept(String version) {
        bench.shop()
                .folder()
                .keep(new Accepted(
                        bench.proposal(bench.base(), "main"),
                        new DeployRequest(TrackedRun.RUN, new SemverTag(version))));
    }

    @Test
    void answers_of_an_earlier_run_promote_nothing_in_ci() throws Exception {
        accept("v0.3.1");
        data();
        fetch();
        eval();
        Path report = bench.shop().folder().report();
        assertThat(Files.readString(report)).doesNotContain("cached");
        Files.writeString(report, Files.readString(report).replaceFirst("\\{", "{\"cached\": 3,"));

        Outcome refused = promote();

        assertThat(refused.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(refused.text()).contains("ANSWERS_CACHED");
    }

    @Test
    void the_job_that_evaluates_signs_its_report_where_it_has_a_key() throws Exception {
        accept("v0.3.1");
        data();
        fetch();
        eval();
        Path signature = bench.shop().folder().report().resolveSibling("candidate_eval.dsse.json");
        assertThat(signature).doesNotExist();

        String key = Pem.text(
                Pem.PRIVATE_KEY,
                KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
        Workshop signing = new Workshop(
                bench.shop().project(),
                Map.of("GATE_SIGNING_KEY", key),
                bench.shop().clock(),
                "0.1.0");
        new EvalStage(signing, Progress.SILENT).run();

        assertThat(Files.readString(signature)).contains("application/vnd.in-toto+json");
    }

    private Outcome deploy() throws Exception {
        data();
        fetch();
        eval();
        judge();
        return promote();
    }

    private Outcome data() throws Exception {
        return bench.run().of(Stage.DATA, () -> new DataStage(bench.shop()).run());
    }

    private Outcome fetch() throws Exception {
        return bench.run().of(Stage.FETCH, () -> new FetchStage(bench.shop()).run());
    }

    private Outcome eval() throws Exception {
        return bench.run().of(Stage.EVAL, () -> new EvalStage(bench.shop(), Progress.SILENT).run());
    }

    private Outcome judge() throws Exception {
        return bench.run().of(Stage.JUDGE, () -> new JudgeStage(bench.shop()).run());
    }

    private Outcome promote() throws Exception {
        return bench.run()
                .of(Stage.PROMOTE, () -> new PromoteStage(bench.shop(), bench.codeHost()::tip, notice -> {}).run());
    }

    private String outputs() throws IOException {
        return Files.readString(bench.project.resolve(".gate/ci/outputs.env"));
    }

    /**
     * The registry without what is no part of its state: the file that is its lock, the bytes of models, of which
     * {@code gate gc} removes those that no entry names, and what is owed to a tracker that takes nothing back either.
     */
    private Map<String, String> state() throws IOException {
        Map<String, String> files = registry();
        files.keySet()
                .removeIf(name -> name.startsWith("registry/artifacts/")
                        || Set.of("registry/.lock", "registry/tracker-debt.json")
                                .contains(name));
        return files;
    }

    private Map<String, String> registry() throws IOException {
        Path root = bench.project.resolve("registry");
        Map<String, String> files = new TreeMap<>();
        if (!Files.exists(root)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        bench.project.relativize(file).toString(),
                        new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }
}
