package dev.modelgate.registry.promote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.register.BranchEdit;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.state.Semvers;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose baseline and policy count: those of the registry's branch, whatever else a clone holds. */
class BaseBranchTest {

    private static final BranchName RELEASE = new BranchName("release/1");

    @TempDir
    Path folder;

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private ProjectFolder project;
    private TestRegistry registry;
    private String strict;

    @BeforeEach
    void a_registered_model() throws Exception {
        project = ProjectFolder.create(folder.resolve("project"));
        strict = git("rev-parse", "HEAD");
        registry = new TestRegistry(store, project);
        registry.register("clean");
    }

    @Test
    void a_looser_baseline_on_no_branch_does_not_count() throws Exception {
        String loose = aside();
        Path verdict = judged(loose);
        Map<String, String> before = store.snapshot();

        assertThat(promote(Optional.of(loose), verdict)).satisfiesExactly(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.BASE_NOT_ON_BRANCH);
            assertThat(reason.message())
                    .isEqualTo("commit %s is not on branch 'main', which is at %s, but only that branch's rules count;"
                                    .formatted(loose, strict)
                            + " merge and push it, or name a commit of the branch as base");
        });
        assertThat(store.snapshot()).isEqualTo(before);
    }

    @Test
    void an_older_commit_of_the_branch_does_not_count_once_its_baseline_was_tightened() throws Exception {
        baseline(40);
        String loose = project.commit("eval_baseline.json", "baseline_cases.jsonl");
        Path verdict = judged(loose);
        baseline(95);
        String newest = project.commit("eval_baseline.json", "baseline_cases.jsonl");

        assertThat(promote(Optional.of(loose), verdict))
                .allSatisfy(reason -> assertThat(reason.code()).isEqualTo(ReasonCode.BASE_OUTDATED))
                .extracting(Reason::message)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith(
                                        "'baseline_cases.jsonl' of commit %s differs from that of branch 'main', which is at %s,"
                                                .formatted(loose, newest)),
                        second -> assertThat(second).startsWith("'eval_baseline.json' of commit"));
    }

    @Test
    void an_older_commit_counts_where_nothing_that_judges_changed_since() throws Exception {
        Files.writeString(project.file("notes.txt"), "news");
        project.commit("notes.txt");

        assertThat(promote(Optional.of(strict), project.judged("clean", Optional.empty(), 96)))
                .isEmpty();
    }

    @Test
    void policy_and_pointers_must_be_those_of_the_newest_commit() throws Exception {
        Files.writeString(project.file("gate.yaml"), """
                version: 1
                wiring: {eval_set: cases.jsonl, codec: {name: c, jar: codec/target/codec.jar}}
                """);
        Files.writeString(project.file("cases.jsonl.dvc"), "outs: [{md5: a}]");
        Files.createDirectories(project.file("codec/src/main"));
        Files.writeString(project.file("codec/src/main/Codec.java"), "honest");
        String older = project.commit("gate.yaml", "cases.jsonl.dvc", "codec");
        Files.writeString(project.file("cases.jsonl.dvc"), "outs: [{md5: b}]");
        Files.writeString(project.file("codec/src/main/Codec.java"), "mended");
        project.commit("cases.jsonl.dvc", "codec");
        Path verdict = project.judged("clean", Optional.empty(), 96);

        assertThat(promote(Optional.of(older), verdict))
                .extracting(Reason::message)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("'cases.jsonl.dvc' of commit " + older),
                        second -> assertThat(second).startsWith("'codec/src/main' of commit " + older));
        assertThat(promote(Optional.of(strict), verdict))
                .extracting(Reason::message)
                .singleElement()
                .satisfies(message -> assertThat(message).startsWith("'gate.yaml' of commit " + strict));
    }

    @Test
    void a_registry_that_knows_no_branch_says_what_to_run_and_promotes_once_it_was_done() throws Exception {
        InMemoryRegistryStore old = new InMemoryRegistryStore();
        Registry unbound = new Registry(old, Environment.PRODUCTION, notice -> {});
        new Register(unbound, registry.artifacts(), TestRegistry.CLOCK).run(request());
        Path verdict = project.judged("clean", Optional.empty(), 96);

        assertThat(promote(unbound, Optional.empty(), verdict, GitCommittedFiles.Tips.OF_THE_CLONE))
                .satisfiesExactly(reason -> {
                    assertThat(reason.code()).isEqualTo(ReasonCode.BRANCH_UNKNOWN);
                    assertThat(reason.message()).contains("run 'gate registry branch NAME' once");
                });

        assertThat(new BranchEdit(unbound, TestRegistry.CLOCK).run(ProjectFolder.BRANCH))
                .isPresent();
        assertThat(new BranchEdit(unbound, TestRegistry.CLOCK).run(ProjectFolder.BRANCH))
                .isEmpty();
        assertThat(promote(unbound, Optional.empty(), verdict, GitCommittedFiles.Tips.OF_THE_CLONE))
                .isEmpty();
        assertThat(new RegistryVerifier(unbound).run(Optional.empty()).findings())
                .isEmpty();
    }

    @Test
    void another_branch_counts_from_when_a_person_recorded_it() throws Exception {
        git("checkout", "-q", "-b", RELEASE.text());
        Files.writeString(project.file("notes.txt"), "release");
        String released = project.commit("notes.txt");
        Path verdict = project.judged("clean", Optional.empty(), 96);
        assertThat(promote(Optional.of(released), verdict))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.BASE_NOT_ON_BRANCH);

        new BranchEdit(registry.registry, TestRegistry.CLOCK).run(RELEASE);

        assertThat(registry.registry.<Optional<BranchName>>read(RegistryView::branch))
                .contains(RELEASE);
        assertThat(promote(Optional.of(released), verdict)).isEmpty();
    }

    @Test
    void a_branch_document_that_no_event_explains_is_damage() throws Exception {
        store.documents.put("branch.json", "{\"branch\": \"aside\", \"changed_seq\": 1}\n".getBytes(UTF_8));

        assertThatThrownBy(() -> promote(Optional.empty(), project.judged("clean", Optional.empty(), 96)))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageStartingWith("REGISTRY_DAMAGED: memory/branch.json is the file")
                .hasMessageContaining("but event 2 commits to absent");
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString()).contains("branch.json"));
    }

    @Test
    void a_development_registry_takes_what_is_checked_out() throws Exception {
        Registry development = new Registry(new InMemoryRegistryStore(), Environment.DEVELOPMENT, notice -> {});
        new Register(development, registry.artifacts(), TestRegistry.CLOCK).run(request());
        git("checkout", "-q", "--detach");
        Files.writeString(project.file("notes.txt"), "mine");
        project.commit("notes.txt");

        assertThat(promote(
                        development,
                        Optional.empty(),
                        project.judged("clean", Optional.empty(), 96),
                        GitCommittedFiles.Tips.OF_THE_CLONE))
                .isEmpty();
    }

    @Test
    void what_the_code_host_says_of_the_branch_counts_more_than_the_clone() throws Exception {
        baseline(40);
        String loose = project.commit("eval_baseline.json", "baseline_cases.jsonl");

        assertThat(promote(registry.registry, Optional.of(loose), judged(loose), branch -> Optional.of(strict)))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.BASE_NOT_ON_BRANCH);
    }

    @Test
    void a_branch_whose_newest_commit_was_not_fetched_cannot_be_judged_by() throws Exception {
        Path verdict = project.judged("clean", Optional.empty(), 96);
        String elsewhere = "f".repeat(40);

        assertThatThrownBy(
                        () -> promote(registry.registry, Optional.empty(), verdict, branch -> Optional.of(elsewhere)))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("branch 'main' is at commit " + elsewhere + ", which is not in")
                .hasMessageContaining("fetch the history");
        new BranchEdit(registry.registry, TestRegistry.CLOCK).run(RELEASE);
        assertThatThrownBy(() -> promote(Optional.empty(), verdict))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("branch 'release/1' is not in");
    }

    @Test
    void what_others_pushed_counts_more_than_what_only_the_clone_has() throws Exception {
        Path origin = project.root;
        Path clone = folder.resolve("clone");
        run(folder, "git", "clone", "-q", origin.toString(), clone.toString());
        project = ProjectFolder.open(clone);
        baseline(40);
        String loose = project.commit("eval_baseline.json", "baseline_cases.jsonl");

        assertThat(promote(Optional.of(loose), judged(loose)))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.BASE_NOT_ON_BRANCH);
    }

    @Test
    void without_the_history_nobody_can_say_what_is_an_ancestor() throws Exception {
        Files.writeString(project.file("notes.txt"), "news");
        project.commit("notes.txt");
        Path clone = folder.resolve("shallow");
        run(folder, "git", "clone", "-q", "--depth", "1", "file://" + project.root, clone.toString());
        project = ProjectFolder.open(clone);
        Path verdict = project.judged("clean", Optional.empty(), 96);
        String unrelated = unrelated();

        assertThatThrownBy(() -> promote(Optional.of(unrelated), verdict))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("lacks the history behind commit")
                .hasMessageContaining("fetch the history");
        assertThat(promote(Optional.empty(), verdict)).isEmpty();
    }

    /** A commit that nothing leads to: in a whole clone it is on no branch, in a shallow one nobody knows. */
    private String unrelated() throws Exception {
        return run(
                project.root,
                "git",
                "-c",
                "user.name=dev",
                "-c",
                "user.email=dev@localhost",
                "commit-tree",
                "-m",
                "root",
                "HEAD^{tree}");
    }

    /** A commit beside the branch whose baseline is easy to reach. */
    private String aside() throws Exception {
        git("checkout", "-q", "--detach");
        baseline(40);
        String loose = project.commit("eval_baseline.json", "baseline_cases.jsonl");
        git("checkout", "-q", "main");
        return loose;
    }

    private void baseline(int correct) throws IOException {
        project.report("eval_baseline.json", "baseline_cases.jsonl", Optional.empty(), correct);
    }

    /** A bad model's verdict under a commit's baseline; the work tree is clean afterwards. */
    private Path judged(String base) throws Exception {
        git("checkout", "-q", base, "--", ".");
        Path verdict = project.judged("clean", Optional.empty(), 41);
        git("checkout", "-q", "HEAD", "--", ".");
        return verdict;
    }

    private Register.Request request() throws IOException {
        return new Register.Request(
                project.document("clean", Optional.empty()),
                project.bundle("clean"),
                Optional.of("grammar-tutor"),
                LineageFacts.UNKNOWN);
    }

    private List<Reason> promote(Optional<String> base, Path verdict) throws IOException {
        return promote(registry.registry, base, verdict, GitCommittedFiles.Tips.OF_THE_CLONE);
    }

    private List<Reason> promote(Registry into, Optional<String> base, Path verdict, GitCommittedFiles.Tips tips)
            throws IOException {
        try (GitCommittedFiles committed = GitCommittedFiles.open(project.root, base, tips)) {
            Promotion.Result result = new Promotion(into, committed, registry.bytes(), TestRegistry.CLOCK)
                    .run(new Promotion.Request(
                            project.sha("clean"), Semvers.parse("v1.0.0"), Optional.of(verdict), Optional.empty()));
            return result instanceof Promotion.Refused refused ? refused.reasons() : List.of();
        }
    }

    private String git(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return run(project.root, command);
    }

    private static String run(Path directory, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
