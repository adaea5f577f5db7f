package dev.modelgate.registry.promote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.state.Change;
import dev.modelgate.registry.state.Semvers;
import dev.modelgate.registry.state.StoredEntry;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionTest {

    @TempDir
    Path folder;

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private ProjectFolder project;
    private TestRegistry registry;
    private CanonicalSha clean;

    @BeforeEach
    void a_registered_model() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(store, project);
        registry.register("clean");
        clean = project.sha("clean");
    }

    @Test
    void a_good_model_gets_its_version_and_goes_live() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 93);

        Promotion.Result result = registry.promote("clean", "0.3.1", verdict);

        assertThat(result).isInstanceOfSatisfying(Promotion.Promoted.class, promoted -> {
            assertThat(promoted.release().sha()).isEqualTo(clean);
            assertThat(promoted.release().semver()).hasToString("v0.3.1");
            assertThat(promoted.previous()).isEmpty();
            assertThat(promoted.head().seq()).isEqualTo(3);
        });
        assertThat(registry.live().orElseThrow().sha()).isEqualTo(clean);
        assertThat(document("tags.json")).isEqualTo("{\n  \"v0.3.1\": \"%s\"\n}\n".formatted(clean));
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .isEmpty();
    }

    @Test
    void the_registry_keeps_the_verdict_and_all_evidence_byte_for_byte() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 95);
        registry.promote("clean", "0.3.1", verdict);

        assertThat(document("verdicts/" + ProjectFolder.sha256(verdict) + ".json"))
                .isEqualTo(Files.readString(verdict));
        for (String file : List.of("clean.json", "eval_baseline.json")) {
            assertThat(document("evidence/" + ProjectFolder.sha256(project.file(file)) + ".json"))
                    .isEqualTo(Files.readString(project.file(file)));
        }
        for (String file : List.of("clean_cases.jsonl", "baseline_cases.jsonl")) {
            assertThat(document("evidence/" + ProjectFolder.sha256(project.file(file)) + ".jsonl"))
                    .isEqualTo(Files.readString(project.file(file)));
        }
    }

    @Test
    void a_second_run_says_so_and_changes_nothing_though_its_verdict_is_stale_by_then() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 95);
        registry.promote("clean", "0.3.1", verdict);
        Map<String, String> before = store.snapshot();

        Promotion.Result again = registry.promote("clean", "v0.3.1", verdict);

        assertThat(again).isInstanceOfSatisfying(Promotion.AlreadyPromoted.class, already -> {
            assertThat(already.sha()).isEqualTo(clean);
            assertThat(already.live().orElseThrow().sha()).isEqualTo(clean);
        });
        assertThat(store.snapshot()).isEqualTo(before);
    }

    @Test
    void a_second_run_is_refused_when_the_release_was_taken_back_since() throws IOException {
        registry.promote("clean", "0.3.1", project.judged("clean", Optional.empty(), 95));
        registry.release("retrain", "0.3.2");
        registry.rollback(RollbackTarget.Back.PREVIOUS);

        assertRefused(() -> registry.promote(request("retrain", "0.3.2", Optional.empty())), ReasonCode.ROLLED_BACK);
    }

    @Test
    void a_degraded_model_is_refused_and_the_registry_stays_as_it_was() throws IOException {
        registry.register("degraded");
        Path verdict = project.judged("degraded", Optional.empty(), 92);

        assertRefused(() -> registry.promote("degraded", "0.3.1", verdict), ReasonCode.NOT_PASSED);
    }

    @Test
    void nothing_is_promoted_without_a_verdict() throws IOException {
        assertRefused(() -> registry.promote(request("clean", "0.3.1", Optional.empty())), ReasonCode.NO_VERDICT);
    }

    @Test
    void an_edited_verdict_is_refused_because_judging_again_gives_another_decision() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 92);
        Files.writeString(
                verdict,
                Files.readString(verdict)
                        .replace("\"REFUSED\"", "\"PASS\"")
                        .replace("\"promotable\": false", "\"promotable\": true"));

        Promotion.Result result = assertRefused(
                () -> registry.promote("clean", "0.3.1", verdict),
                ReasonCode.NOT_PASSED,
                ReasonCode.BUCKET_BELOW_FLOOR);

        assertThat(reasons(result).get(0).message()).startsWith("judging again gives REFUSED");
    }

    @Test
    void a_verdict_with_a_looser_tolerance_is_refused() throws IOException {
        Path report = project.report("clean.json", "clean_cases.jsonl", Optional.of(clean), 92);
        Path verdict = project.write(
                "loose.json",
                project.verdict(report, Optional.empty(), new Tolerance(Fraction.of(5, 100)), ProjectFolder.NOW));

        Promotion.Result result = registry.promote("clean", "0.3.1", verdict);

        assertThat(codes(result)).contains(ReasonCode.POLICY_MISMATCH, ReasonCode.NOT_PASSED);
    }

    @Test
    void a_verdict_for_another_model_is_refused() throws IOException {
        registry.register("other");
        Path verdict = project.judged("clean", Optional.empty(), 95);

        assertRefused(
                () -> registry.promote("other", "0.3.1", verdict),
                ReasonCode.SUBJECT_MISMATCH,
                ReasonCode.SUBJECT_MISMATCH);
    }

    @Test
    void a_verdict_that_was_given_another_subject_is_refused_by_its_evidence() throws IOException {
        registry.register("other");
        Path verdict = project.judged("clean", Optional.empty(), 95);
        Files.writeString(
                verdict,
                Files.readString(verdict)
                        .replace(clean.hex(), project.sha("other").hex()));

        assertRefused(() -> registry.promote("other", "0.3.1", verdict), ReasonCode.SUBJECT_MISMATCH);
    }

    @Test
    void a_report_that_names_no_model_is_refused() throws IOException {
        Path report = project.report("clean.json", "clean_cases.jsonl", Optional.empty(), 95);
        Path verdict = project.write(
                "v.json", project.verdict(report, Optional.empty(), Tolerance.DEFAULT, ProjectFolder.NOW));

        assertThat(codes(registry.promote("clean", "0.3.1", verdict))).contains(ReasonCode.SUBJECT_UNKNOWN);
    }

    @Test
    void a_model_that_is_not_registered_is_refused_and_no_registry_comes_of_it() throws IOException {
        assertRefused(
                () -> registry.promote("unknown", "0.3.1", project.judged("unknown", Optional.empty(), 95)),
                ReasonCode.SUBJECT_UNKNOWN);
    }

    @Test
    void evidence_that_changed_is_refused() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 95);
        Files.writeString(project.file("clean.json"), " ", APPEND);

        Promotion.Result result =
                assertRefused(() -> registry.promote("clean", "0.3.1", verdict), ReasonCode.EVIDENCE_MISMATCH);

        assertThat(reasons(result).get(0).message())
                .contains("the candidate's report")
                .contains("--evidence");
    }

    @Test
    void cases_that_are_missing_are_refused() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 96);
        Files.delete(project.file("clean_cases.jsonl"));

        assertRefused(() -> registry.promote("clean", "0.3.1", verdict), ReasonCode.EVIDENCE_MISMATCH);
    }

    @Test
    void a_verdict_that_hides_its_cases_is_refused() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 95);
        String cases = ProjectFolder.sha256(project.file("clean_cases.jsonl"));
        Files.writeString(verdict, Files.readString(verdict).replace("\"" + cases + "\"", "null"));

        assertRefused(() -> registry.promote("clean", "0.3.1", verdict), ReasonCode.EVIDENCE_MISMATCH);
    }

    @Test
    void evidence_is_found_by_its_digest_in_another_folder_under_another_name() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 95);
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.move(project.file("clean.json"), elsewhere.resolve("a"));
        Files.move(project.file("clean_cases.jsonl"), elsewhere.resolve("b.bin"));
        Files.writeString(elsewhere.resolve("noise.json"), "{}");

        Promotion.Request request =
                new Promotion.Request(clean, Semvers.parse("0.3.1"), Optional.of(verdict), Optional.of(elsewhere));

        assertThat(registry.promote(request)).isInstanceOf(Promotion.Promoted.class);
    }

    @Test
    void evidence_is_found_in_the_registry() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 95);
        registry.promote("clean", "0.3.1", verdict);
        Files.delete(project.file("clean.json"));
        Files.delete(project.file("clean_cases.jsonl"));
        Path moved = Files.createDirectories(folder.resolve("moved")).resolve("verdict.json");
        Files.writeString(
                moved, Files.readString(verdict).replace("\"live_sha\": null", "\"live_sha\": \"" + clean + "\""));

        assertThat(registry.promote("clean", "0.3.2", moved)).isInstanceOf(Promotion.Promoted.class);
    }

    @Test
    void a_baseline_that_moved_on_is_refused() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 95);
        project.report("eval_baseline.json", "baseline_cases.jsonl", Optional.empty(), 94);
        project.commit("eval_baseline.json", "baseline_cases.jsonl");

        assertRefused(() -> registry.promote("clean", "0.3.1", verdict), ReasonCode.BASELINE_MISMATCH);
    }

    @Test
    void a_baseline_that_was_lowered_in_the_work_tree_is_refused() throws IOException {
        project.report("eval_baseline.json", "baseline_cases.jsonl", Optional.empty(), 50);
        Path verdict = project.judged("clean", Optional.empty(), 51);

        Promotion.Result result = registry.promote("clean", "0.3.1", verdict);

        assertThat(codes(result)).contains(ReasonCode.BASELINE_MISMATCH, ReasonCode.NOT_PASSED);
        assertThat(reasons(result))
                .extracting(Reason::message)
                .anyMatch(message -> message.startsWith("eval_baseline.json differs from the committed file"))
                .anyMatch(message -> message.startsWith("baseline_cases.jsonl differs from the committed file"));
    }

    @Test
    void a_policy_in_the_work_tree_that_no_commit_has_is_refused() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 95);
        Files.writeString(project.file("gate.yaml"), "version: 1\nwiring:\n  suite: s\n");

        assertRefused(() -> registry.promote("clean", "0.3.1", verdict), ReasonCode.POLICY_MISMATCH);
    }

    @Test
    void the_committed_wiring_names_the_baseline() throws IOException {
        Files.createDirectories(project.file("gates"));
        project.report("gates/base.json", "gates/base_cases.jsonl", Optional.empty(), 80);
        Files.writeString(
                project.file("gates/base.json"),
                Files.readString(project.file("gates/base.json")).replace("gates/base_cases", "base_cases"));
        Files.writeString(project.file("gate.yaml"), "version: 1\nwiring:\n  baseline: gates/base.json\n");
        project.commit("gate.yaml", "gates");
        Path verdict = project.judged("clean", Optional.empty(), 95);

        assertRefused(() -> registry.promote("clean", "0.3.1", verdict), ReasonCode.BASELINE_MISMATCH);

        Files.copy(project.file("gates/base.json"), project.file("eval_baseline.json"), REPLACE_EXISTING);
        Files.copy(project.file("gates/base_cases.jsonl"), project.file("base_cases.jsonl"));
        Path judgedAgainst = project.judged("clean", Optional.empty(), 95);
        assertThat(registry.promote("clean", "0.3.1", judgedAgainst)).isInstanceOf(Promotion.Promoted.class);
    }

    @Test
    void a_committed_policy_that_is_not_understood_is_an_error() throws IOException {
        Files.writeString(project.file("gate.yaml"), "version: 1\npolicy:\n  tolerence: 0.01\n");
        project.commit("gate.yaml");
        Path verdict = project.judged("clean", Optional.empty(), 95);

        assertThatThrownBy(() -> registry.promote("clean", "0.3.1", verdict))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("has 'tolerence', which is not understood");
    }

    @Test
    void a_verdict_that_was_made_without_the_committed_policy_is_refused() throws IOException {
        Files.writeString(project.file("gate.yaml"), "version: 1\npolicy:\n  tolerance: 0.5\n");
        project.commit("gate.yaml");

        Promotion.Result result = registry.promote("clean", "0.3.1", project.judged("clean", Optional.empty(), 95));

        assertThat(codes(result)).contains(ReasonCode.POLICY_MISMATCH);
    }

    @Test
    void a_verdict_is_refused_when_another_model_went_live_since() throws IOException {
        registry.release("first", "0.3.0");
        Path verdict = project.judged("clean", Optional.of(project.sha("first")), 95);
        registry.release("retrain", "0.3.2");

        assertRefused(() -> registry.promote("clean", "0.3.1", verdict), ReasonCode.REGISTRY_MOVED);
    }

    @Test
    void a_verdict_that_was_made_without_a_registry_counts_until_the_pointer_moves() throws IOException {
        registry.release("first", "0.3.0");
        Path verdict = project.judged("clean", Optional.empty(), 95);
        Path other = project.judged("other", Optional.empty(), 95);
        registry.register("other");

        Clock later = Clock.offset(TestRegistry.CLOCK, Duration.ofSeconds(1));
        assertThat(registry.promote(request("clean", "0.3.1", Optional.of(verdict)), later))
                .isInstanceOf(Promotion.Promoted.class);

        assertRefused(
                () -> registry.promote(request("other", "0.3.2", Optional.of(other)), later),
                ReasonCode.REGISTRY_MOVED);
    }

    @Test
    void a_verdict_is_refused_when_it_is_too_old() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 95);
        Clock later = Clock.offset(TestRegistry.CLOCK, Duration.ofHours(24).plusSeconds(1));

        assertRefused(
                () -> registry.promote(request("clean", "0.3.1", Optional.of(verdict)), later),
                ReasonCode.VERDICT_EXPIRED);
    }

    @Test
    void a_version_that_names_another_model_is_refused() throws IOException {
        registry.promote("clean", "0.3.1", project.judged("clean", Optional.empty(), 95));
        registry.register("retrain");
        Path verdict = project.judged("retrain", Optional.of(clean), 95);

        assertRefused(() -> registry.promote("retrain", "v0.3.1", verdict), ReasonCode.SEMVER_TAKEN);
    }

    @Test
    void content_in_quarantine_is_refused_whatever_its_parent_and_though_it_was_promoted_before() throws IOException {
        registry.promote("clean", "0.3.1", project.judged("clean", Optional.empty(), 95));
        registry.release("retrain", "0.3.2");
        quarantine("clean");
        registry.register("clean", Optional.of(project.sha("retrain")));
        CanonicalSha child =
                project.document("clean", Optional.of(project.sha("retrain"))).sha();
        Path verdict = project.judged("child", child, Optional.of(project.sha("retrain")), 95);

        Promotion.Request ofChild =
                new Promotion.Request(child, Semvers.parse("0.3.3"), Optional.of(verdict), Optional.empty());
        assertRefused(() -> registry.promote(ofChild), ReasonCode.QUARANTINED);
        assertRefused(() -> registry.promote(request("clean", "0.3.1", Optional.empty())), ReasonCode.QUARANTINED);
    }

    @Test
    void a_verdict_that_cannot_be_read_is_an_error_and_no_refusal() throws IOException {
        Path missing = folder.resolve("missing.json");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"decision\": \"PASS\"");

        assertThatThrownBy(() -> registry.promote("clean", "0.3.1", missing))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("missing.json does not exist");
        assertThatThrownBy(() -> registry.promote("clean", "0.3.1", broken))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("broken.json:1:");
    }

    @Test
    void an_entry_that_was_edited_stops_the_promotion() throws IOException {
        Path verdict = project.judged("clean", Optional.empty(), 95);
        String entry = document("entries/" + clean + ".json");
        store.documents.put(
                "entries/" + clean + ".json",
                entry.replace("\"seed\": null", "\"seed\": \"1\"").getBytes(UTF_8));

        assertThatThrownBy(() -> registry.promote("clean", "0.3.1", verdict))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("is not the entry that event 2 registered");
    }

    private void quarantine(String content) throws IOException {
        registry.registry.write(editor -> {
            StoredEntry entry = editor.view().entry(project.sha(content)).orElseThrow();
            String verdict = ProjectFolder.sha256("verdict");
            return editor.commit(new Change(
                    ProjectFolder.NOW,
                    new EventBody.Quarantined(
                            entry.entry().sha(), entry.sha256(), entry.entry().contentSha(), verdict),
                    ImmutableMap.of(),
                    ImmutableMap.of(
                            DocumentPath.quarantine(entry.entry().contentSha()), Optional.of(new byte[] {'{', '}'}))));
        });
    }

    private Promotion.Request request(String content, String semver, Optional<Path> verdict) throws IOException {
        return new Promotion.Request(project.sha(content), Semvers.parse(semver), verdict, Optional.empty());
    }

    private interface Attempt {
        Promotion.Result run() throws IOException;
    }

    /** Refused for these reasons, and the store was not even asked to write. */
    private Promotion.Result assertRefused(Attempt attempt, ReasonCode... codes) throws IOException {
        Map<String, String> before = store.snapshot();
        int writes = store.writes;
        Promotion.Result result = attempt.run();
        assertThat(codes(result)).containsExactly(codes);
        assertThat(store.writes).isEqualTo(writes);
        assertThat(store.snapshot()).isEqualTo(before);
        return result;
    }

    private static List<ReasonCode> codes(Promotion.Result result) {
        return reasons(result).stream().map(Reason::code).toList();
    }

    private static List<Reason> reasons(Promotion.Result result) {
        assertThat(result).isInstanceOf(Promotion.Refused.class);
        return ((Promotion.Refused) result).reasons();
    }

    private String document(String path) {
        return store.snapshot().get(path);
    }
}
