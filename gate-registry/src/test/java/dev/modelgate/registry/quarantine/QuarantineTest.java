package dev.modelgate.registry.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.release.EventBody.Statement;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.browse.ListedModel;
import dev.modelgate.registry.browse.RegistryListing;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.rollback.Rollback;
import dev.modelgate.registry.state.Semvers;
import dev.modelgate.registry.testing.CrashingStore;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuarantineTest {

    private static final Clock LATER = Clock.fixed(ProjectFolder.NOW.plus(Duration.ofHours(2)), ZoneOffset.UTC);

    private static final Statement STATEMENT = new Statement("Ada", "it curses");

    @TempDir
    Path folder;

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private ProjectFolder project;
    private TestRegistry registry;
    private CanonicalSha bad;

    @BeforeEach
    void a_model_that_nobody_released() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(store, project);
        registry.release("good", "1.0.0");
        registry.register("bad");
        bad = project.sha("bad");
    }

    @AfterEach
    void the_registry_is_whole() throws IOException {
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .isEmpty();
    }

    @Test
    void holds_for_the_content_whatever_its_parent_and_is_listed() throws IOException {
        assertThat(order(refused("bad"))).isInstanceOfSatisfying(Quarantine.Ordered.class, ordered -> {
            assertThat(ordered.content()).isEqualTo(bad);
            assertThat(ordered.live()).isFalse();
        });

        registry.register("bad", Optional.of(project.sha("good")));
        CanonicalSha child =
                project.document("bad", Optional.of(project.sha("good"))).sha();
        Path verdict = project.judged("child", child, live(), 99);
        assertCodes(
                registry.promote(
                        new Promotion.Request(child, Semvers.parse("2.0.0"), Optional.of(verdict), Optional.empty())),
                ReasonCode.QUARANTINED);
        assertThat(new RegistryListing(registry.registry).list())
                .filteredOn(ListedModel::quarantined)
                .extracting(model -> model.entry().sha())
                .containsExactly(bad, child);
    }

    @Test
    void keeps_its_verdict_and_says_so_when_the_content_is_live() throws IOException {
        Path verdict = refused("good");

        Quarantine.Result result = order("good", verdict);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Quarantine.Ordered.class,
                        ordered -> assertThat(ordered.live()).isTrue());
        assertThat(store.documents.get("verdicts/" + ProjectFolder.sha256(verdict) + ".json"))
                .isEqualTo(Files.readAllBytes(verdict));
        registry.release("next", "1.1.0");
        assertThat(registry.rollback(new RollbackTarget.Back(1))).isInstanceOf(Rollback.Refused.class);
    }

    @Test
    void a_second_time_changes_nothing() throws IOException {
        order(refused("bad"));
        Map<String, String> before = store.snapshot();

        assertThat(order(refused("bad"))).isInstanceOf(Quarantine.Unchanged.class);
        assertThat(store.snapshot()).isEqualTo(before);
    }

    @Test
    void a_passing_verdict_orders_none() throws IOException {
        assertCodes(order(project.judged("bad", live(), 99)), ReasonCode.NOT_PASSED);
    }

    @Test
    void the_verdict_on_another_model_orders_none() throws IOException {
        assertCodes(order(refused("good")), ReasonCode.SUBJECT_MISMATCH, ReasonCode.SUBJECT_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad", "good"})
    void a_verdict_that_somebody_made_up_orders_none_also_for_what_is_live(String model) throws IOException {
        Path verdict = project.judged(model, live(), 99);
        Files.writeString(
                verdict,
                Files.readString(verdict)
                        .replace("\"decision\": \"PASS\"", "\"decision\": \"REFUSED\"")
                        .replace("\"promotable\": true", "\"promotable\": false"));
        Map<String, String> before = store.snapshot();

        assertCodes(order(model, verdict), ReasonCode.NOT_PASSED);

        assertThat(store.snapshot()).isEqualTo(before);
    }

    @Test
    void a_verdict_without_its_evidence_orders_none() throws IOException {
        Path verdict = Files.copy(
                refused("bad"), Files.createDirectory(folder.resolve("alone")).resolve("v.json"));

        assertCodes(order(verdict), ReasonCode.EVIDENCE_MISMATCH, ReasonCode.EVIDENCE_MISMATCH);
    }

    @Test
    void a_verdict_under_a_stricter_tolerance_than_the_committed_one_orders_none() throws IOException {
        Path report = project.report("bad.json", "bad_cases.jsonl", Optional.of(bad), 94);
        Path verdict =
                project.write("strict.json", project.verdict(report, live(), Tolerance.parse("0"), ProjectFolder.NOW));

        assertCodes(order(verdict), ReasonCode.POLICY_MISMATCH, ReasonCode.NOT_PASSED);
    }

    @Test
    void an_old_refusal_orders_one_when_it_gives_the_same_again_and_its_evidence_is_kept() throws IOException {
        Path verdict = refused("bad");
        registry.release("next", "1.1.0");

        assertThat(order(verdict)).isInstanceOf(Quarantine.Ordered.class);

        assertThat(store.documents)
                .containsKeys(
                        "evidence/" + ProjectFolder.sha256(project.file("bad.json")) + ".json",
                        "evidence/" + ProjectFolder.sha256(project.file("bad_cases.jsonl")) + ".jsonl");
    }

    @Test
    void a_person_bans_what_is_live_and_the_event_says_who_and_why() throws IOException {
        assertThat(quarantine().ban(project.sha("good"), STATEMENT))
                .isInstanceOfSatisfying(
                        Quarantine.Ordered.class,
                        ordered -> assertThat(ordered.live()).isTrue());

        assertThat(store.lines.get(store.lines.size() - 1))
                .contains("\"type\":\"banned\"", "\"by\":\"Ada\"", "\"reason\":\"it curses\"");
        assertThat(quarantine().ban(project.sha("good"), STATEMENT)).isInstanceOf(Quarantine.Unchanged.class);
        registry.release("next", "1.1.0");
        assertThat(registry.rollback(RollbackTarget.Back.PREVIOUS)).isInstanceOf(Rollback.Refused.class);
    }

    @Test
    void a_banned_model_is_not_promoted_until_a_person_takes_the_ban_back() throws IOException {
        quarantine().ban(bad, STATEMENT);
        Path verdict = project.judged("bad", live(), 99);
        assertCodes(registry.promote("bad", "2.0.0", verdict), ReasonCode.QUARANTINED);

        assertThat(quarantine().unban(bad, new Statement("Bob", "it was the app")))
                .isInstanceOf(Quarantine.Lifted.class);

        assertThat(quarantine().unban(bad, STATEMENT)).isInstanceOf(Quarantine.Unchanged.class);
        assertThat(registry.promote("bad", "2.0.0", verdict)).isInstanceOf(Promotion.Promoted.class);
    }

    @Test
    void a_pass_lifts_no_ban_and_a_person_lifts_nothing_that_a_verdict_ordered() throws IOException {
        quarantine().ban(bad, STATEMENT);
        assertCodes(lift(judgedLater("bad", 99, Tolerance.DEFAULT)), ReasonCode.QUARANTINED);
        quarantine().unban(bad, STATEMENT);

        order(refused("bad"));
        assertThat(quarantine().ban(bad, STATEMENT)).isInstanceOf(Quarantine.Unchanged.class);
        assertCodes(quarantine().unban(bad, STATEMENT), ReasonCode.QUARANTINED);
    }

    @Test
    void a_ban_of_a_model_that_is_not_registered_is_refused() throws IOException {
        assertCodes(quarantine().ban(project.sha("unknown"), STATEMENT), ReasonCode.SUBJECT_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"'',why", "Ada,' '"})
    void a_ban_needs_a_name_and_a_reason(String by, String reason) {
        assertThatThrownBy(() -> new Statement(by, reason))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 0 characters, but 1 to 2000 are required");
    }

    @Test
    void a_model_that_is_not_registered_is_refused() throws IOException {
        assertCodes(order("unknown", refused("bad")), ReasonCode.SUBJECT_UNKNOWN);
    }

    @Test
    void a_new_pass_on_other_evidence_lifts_it() throws IOException {
        order(refused("bad"));

        assertThat(lift(judgedLater("bad", 99, Tolerance.DEFAULT))).isInstanceOf(Quarantine.Lifted.class);

        assertThat(registry.promote(
                        new Promotion.Request(
                                bad,
                                Semvers.parse("2.0.0"),
                                Optional.of(project.file("bad_later_verdict.json")),
                                Optional.empty()),
                        LATER))
                .isInstanceOf(Promotion.Promoted.class);
        assertThat(lift(project.file("bad_later_verdict.json"))).isInstanceOf(Quarantine.Unchanged.class);
    }

    @Test
    void the_same_evidence_judged_again_does_not_lift_it() throws IOException {
        order(refused("bad"));
        Path again = project.write(
                "again.json",
                project.verdict(project.file("bad.json"), live(), Tolerance.parse("0.5"), LATER.instant()));

        assertThat(codes(lift(again))).contains(ReasonCode.EVIDENCE_MISMATCH);
    }

    @Test
    void a_report_written_anew_is_the_same_evidence() throws IOException {
        order(refused("bad"));
        Path report = project.file("bad.json");
        Files.writeString(report, Files.readString(report) + "\n");
        Path again =
                project.write("again.json", project.verdict(report, live(), Tolerance.parse("0.5"), LATER.instant()));

        assertThat(codes(lift(again))).contains(ReasonCode.EVIDENCE_MISMATCH);
    }

    @Test
    void a_pass_from_before_does_not_lift_it() throws IOException {
        Path before = project.judged("bad", live(), 99);
        Path kept = Files.copy(before, folder.resolve("kept.json"));
        Files.copy(project.file("bad.json"), folder.resolve("bad.json"));
        Files.copy(project.file("bad_cases.jsonl"), folder.resolve("bad_cases.jsonl"));
        order(refused("bad"));

        assertCodes(lift(kept), ReasonCode.VERDICT_EXPIRED);
    }

    @Test
    void a_looser_tolerance_does_not_lift_it() throws IOException {
        order(refused("bad"));

        assertThat(codes(lift(judgedLater("bad", 80, Tolerance.parse("0.5"))))).contains(ReasonCode.NOT_PASSED);
    }

    @Test
    void a_refusal_does_not_lift_it() throws IOException {
        order(refused("bad"));

        assertThat(codes(lift(judgedLater("bad", 50, Tolerance.DEFAULT)))).contains(ReasonCode.NOT_PASSED);
    }

    @ParameterizedTest
    @EnumSource(CrashingStore.Failure.class)
    void is_whole_or_not_there_when_it_is_cut_short_at_any_change(CrashingStore.Failure failure) throws IOException {
        Path verdict = refused("bad");
        boolean failed = true;
        for (int change = 1; failed; change++) {
            InMemoryRegistryStore each = new InMemoryRegistryStore();
            each.documents.putAll(store.documents);
            each.lines.addAll(store.lines);
            CrashingStore crashing = new CrashingStore(each, failure, change);
            try {
                new TestRegistry(crashing, project).quarantine("bad", verdict);
            } catch (IOException | CrashingStore.Crash e) {
                assertThat(crashing.failed()).isTrue();
            }
            failed = crashing.failed();
            TestRegistry after = new TestRegistry(each, project);
            after.quarantine("bad", verdict);
            assertThat(new RegistryVerifier(after.registry)
                            .run(Optional.empty())
                            .findings())
                    .isEmpty();
            assertThat(after.registry.<Boolean>read(view -> view.isQuarantined(bad)))
                    .isTrue();
        }
    }

    private Quarantine quarantine() {
        return new Quarantine(registry.registry, TestRegistry.CLOCK);
    }

    private Quarantine.Result order(Path verdict) throws IOException {
        return order("bad", verdict);
    }

    private Quarantine.Result order(String content, Path verdict) throws IOException {
        return registry.quarantine(content, verdict);
    }

    private Quarantine.Result lift(Path verdict) throws IOException {
        try (GitCommittedFiles committed = GitCommittedFiles.open(project.root, Optional.empty())) {
            return new Quarantine(registry.registry, LATER)
                    .lift(
                            bad,
                            verdict,
                            Optional.empty(),
                            new Promotion(registry.registry, committed, registry.bytes(), LATER));
        }
    }

    private Path refused(String model) throws IOException {
        return project.judged(model, live(), 50);
    }

    /** A report of its own, judged two hours later. */
    private Path judgedLater(String model, int correct, Tolerance tolerance) throws IOException {
        Path report = project.report(
                model + "_later.json", model + "_later_cases.jsonl", Optional.of(project.sha(model)), correct);
        return project.write(
                model + "_later_verdict.json", project.verdict(report, live(), tolerance, LATER.instant()));
    }

    private Optional<CanonicalSha> live() throws IOException {
        return registry.live().map(dev.modelgate.core.release.LivePointer::sha);
    }

    private static void assertCodes(Object result, ReasonCode... codes) {
        assertThat(codes(result)).containsExactly(codes);
    }

    private static java.util.List<ReasonCode> codes(Object result) {
        java.util.List<Reason> reasons = result instanceof Promotion.Refused refused
                ? refused.reasons()
                : ((Quarantine.Refused) result).reasons();
        return reasons.stream().map(Reason::code).toList();
    }
}
