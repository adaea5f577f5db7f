package dev.modelgate.registry.promote;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.identity.ContentSize;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.gate.Attempt;
import dev.modelgate.core.policy.gate.AttemptLog;
import dev.modelgate.core.release.CommittedRules;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import dev.modelgate.eval.config.GateYaml;
import dev.modelgate.eval.policy.PolicyCheck;
import dev.modelgate.eval.policy.PolicyFile;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.registry.attempt.AttemptBook;
import dev.modelgate.registry.git.GitCommittedFiles;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Check judges by a policy; promote judges again by the committed one, through the same code. */
class PolicyPromotionTest {

    @TempDir
    Path folder;

    private ProjectFolder project;
    private TestRegistry registry;
    private Optional<String> artifact = Optional.empty();
    private Optional<Fraction> threshold = Optional.empty();

    @BeforeEach
    void a_registered_model() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(new InMemoryRegistryStore(), project);
        registry.register("clean");
    }

    @Test
    void a_verdict_under_the_committed_policy_promotes() throws IOException {
        policy("tolerance: 0.05");
        project.commit("gate.yaml");

        Verdict verdict = check(91);

        assertThat(verdict.promotable()).isTrue();
        assertThat(promote(verdict)).isInstanceOf(Promotion.Promoted.class);
    }

    @Test
    void a_verdict_under_another_policy_than_the_committed_one_is_not_promotable_and_is_refused() throws IOException {
        policy("tolerance: 0.02");
        project.commit("gate.yaml");
        policy("tolerance: 0.05");

        Verdict verdict = check(91);

        assertThat(verdict.decision()).isEqualTo(Decision.PASS);
        assertThat(verdict.promotable()).isFalse();
        assertRefused(promote(verdict), ReasonCode.POLICY_MISMATCH);
    }

    @Test
    void a_check_of_the_committed_policy_refuses_again_though_the_verdict_was_edited() throws IOException {
        policy("checks: [{type: absolute, metric: buckets.tense.past, at_least: 0.96}]");
        project.commit("gate.yaml");
        Verdict verdict = check(95);
        assertThat(verdict.decision()).isEqualTo(Decision.REFUSED);

        assertRefused(promote(edited(verdict)), ReasonCode.NOT_PASSED, ReasonCode.OUT_OF_LIMITS);
    }

    @Test
    void a_baseline_of_bare_numbers_promotes_where_the_committed_policy_says_so() throws IOException {
        Files.writeString(
                project.file("eval_baseline.json"),
                "{\"eval_set_sha256\": \"5e7\", \"buckets\": {\"tense.past\": 0.95}}");
        policy("tolerance: 0.02");
        project.commit("gate.yaml", "eval_baseline.json");
        assertThat(check(95).promotable()).isFalse();

        policy("evidence: numbers");
        project.commit("gate.yaml");
        Verdict verdict = check(95);

        assertThat(verdict.promotable()).isTrue();
        assertThat(promote(verdict)).isInstanceOf(Promotion.Promoted.class);
    }

    @Test
    void a_threshold_that_was_given_for_one_run_is_judged_again_and_cannot_be_made_up() throws IOException {
        policy("tolerance: 0.05");
        project.commit("gate.yaml");
        threshold = Optional.of(Fraction.of(90, 100));
        Verdict verdict = check(91);
        assertThat(verdict.checks()).hasSize(1);

        Path edited = written(verdict);
        String text = Files.readString(edited);
        Files.writeString(edited, text.replace("at least 0.9", "at least 0.95"));
        assertRefused(registry.promote("clean", "0.3.1", edited), ReasonCode.NOT_PASSED);
        Files.writeString(edited, text.replace("\"found\": \"0.91\"", "\"found\": \"0.99\""));
        assertRefused(registry.promote("clean", "0.3.1", edited), ReasonCode.NOT_PASSED);
        assertThat(promote(verdict)).isInstanceOf(Promotion.Promoted.class);
    }

    @Test
    void a_champion_is_read_from_the_commit_when_judging_again() throws IOException {
        project.report("champion.json", "champion_cases.jsonl", Optional.empty(), 95);
        policy("checks: [{type: champion, report: champion.json}]");
        project.commit("gate.yaml", "champion.json", "champion_cases.jsonl");
        assertThat(promote(check(93))).isInstanceOf(Promotion.Promoted.class);

        project.report("champion.json", "champion_cases.jsonl", Optional.empty(), 50);
        registry.register("retrain");
        Verdict lowered = check(93);
        assertRefused(registry.promote("clean", "0.3.2", written(lowered)), ReasonCode.BASELINE_MISMATCH);
    }

    @Test
    void a_further_suite_is_judged_again_from_its_own_evidence() throws IOException {
        suite();

        Verdict verdict = check(95, ImmutableMap.of("injection", injection(95)));

        assertThat(verdict.suites()).hasSize(1);
        assertThat(promote(verdict)).isInstanceOf(Promotion.Promoted.class);
    }

    @Test
    void a_further_suite_that_fails_or_is_left_out_refuses() throws IOException {
        suite();

        Verdict failed = check(95, ImmutableMap.of("injection", injection(90)));
        assertThat(failed.decision()).isEqualTo(Decision.REFUSED);
        assertThat(failed.buckets()).anySatisfy(row -> assertThat(row.suite()).contains("injection"));
        Verdict without = check(95);
        assertThat(without.reasons()).extracting(Reason::code).containsExactly(ReasonCode.SUITE_MISSING);
        assertRefused(promote(edited(without)), ReasonCode.SUITE_MISSING);
    }

    @Test
    void an_inconclusive_verdict_promotes_only_where_the_committed_policy_lets_it() throws IOException {
        policy("mode: evidence\n  pooled_tolerance: 0.02\n  on_inconclusive: allow");
        project.commit("gate.yaml");
        Verdict allowed = check(95);
        assertThat(allowed.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(promote(allowed)).isInstanceOf(Promotion.Promoted.class);

        policy("mode: evidence\n  pooled_tolerance: 0.02");
        project.commit("gate.yaml");
        Verdict refused = check(95);
        assertThat(refused.promotable()).isFalse();
        assertRefused(registry.promote("clean", "0.3.2", written(refused)), ReasonCode.NOT_PASSED);
    }

    @Test
    void a_promotion_under_a_policy_is_an_attempt_on_its_cases_once() throws IOException {
        policy("tolerance: 0.05");
        project.commit("gate.yaml");
        Verdict verdict = check(91);

        assertThat(promote(verdict)).isInstanceOf(Promotion.Promoted.class);
        assertThat(promote(verdict)).isInstanceOf(Promotion.AlreadyPromoted.class);
        AttemptLog log = registry.registry.read(AttemptBook::read);
        assertThat(log.attempts())
                .containsExactly(new Attempt(project.sha("clean").hex(), "5e7", verdict.policySha256()));
    }

    @Test
    void an_attempt_that_spends_is_judged_again_as_the_attempt_that_the_registry_counted() throws IOException {
        policy("mode: noninferiority\n  tolerance: 0.04\n  attempts: spend");
        project.commit("gate.yaml");
        Verdict first = check(95, ImmutableMap.of(), OptionalLong.of(1));
        assertThat(first.decision()).isEqualTo(Decision.PASS);

        for (String earlier : List.of("a", "b", "c", "d", "e")) {
            AttemptBook.record(
                    registry.registry, new Attempt(earlier.repeat(64), "5e7", first.policySha256()), ProjectFolder.NOW);
        }
        assertRefused(promote(first), ReasonCode.NOT_PASSED);
    }

    @Test
    void a_size_that_is_not_the_registered_models_refuses() throws IOException {
        policy("checks: [{type: artifact_size, at_most: 1000000000}]");
        project.commit("gate.yaml");
        BigInteger size = ContentSize.of(registry.registry.read(
                view -> view.entry(project.sha("clean")).orElseThrow().entry().document()));

        artifact = Optional.of("1");
        assertRefused(promote(check(95)), ReasonCode.INTEGRITY_BROKEN);
        artifact = Optional.of(size.toString());
        assertThat(promote(check(95))).isInstanceOf(Promotion.Promoted.class);
    }

    private void suite() throws IOException {
        project.report("injection_baseline.json", "injection_cases.jsonl", Optional.empty(), 95);
        policy("suites: {injection: {baseline: injection_baseline.json}}");
        project.commit("gate.yaml", "injection_baseline.json", "injection_cases.jsonl");
    }

    private Path injection(int correct) throws IOException {
        return project.report(
                "injection.json", "injection_candidate.jsonl", Optional.of(project.sha("clean")), correct);
    }

    private void policy(String words) throws IOException {
        Files.writeString(project.file("gate.yaml"), "version: 1\npolicy:\n  " + words + "\n");
    }

    private Verdict check(int correct) throws IOException {
        return check(correct, ImmutableMap.of());
    }

    private Verdict check(int correct, Map<String, Path> suites) throws IOException {
        return check(correct, suites, OptionalLong.empty());
    }

    private Verdict check(int correct, Map<String, Path> suites, OptionalLong attempt) throws IOException {
        Path report = project.report("clean.json", "clean_cases.jsonl", Optional.of(project.sha("clean")), correct);
        if (artifact.isPresent()) {
            String sized =
                    Files.readString(report).replaceFirst("\\{", "{\"artifact\": {\"bytes\": " + artifact.get() + "},");
            Files.writeString(report, sized);
        }
        if (threshold.isPresent()) {
            String measured =
                    Files.readString(report).replaceFirst("\\{", "{\"metrics\": {\"accuracy\": 0." + correct + "},");
            Files.writeString(report, measured);
        }
        GateYaml yaml = GateYaml.in(project.root);
        CommittedRules rules = PolicyFile.rules(yaml, "gate.yaml");
        return new PolicyCheck(new PolicyCheck.Settings(rules, project.root), committed())
                .run(
                        new PolicyCheck.Request(
                                ReportReader.read(report),
                                ReportReader.read(project.file("eval_baseline.json")),
                                ImmutableMap.copyOf(Maps.transformValues(suites, ReportReader::read)),
                                threshold,
                                attempt),
                        new Circumstances(
                                rules.policySha256(),
                                Optional.empty(),
                                registry.live().map(live -> live.sha().hex()),
                                "0.1.0",
                                ProjectFolder.NOW,
                                Optional.empty()))
                .verdict();
    }

    private Optional<String> committed() throws IOException {
        try (GitCommittedFiles files = GitCommittedFiles.open(project.root, Optional.empty())) {
            return files.read(GateYaml.FILE)
                    .flatMap(bytes -> GateYaml.read(bytes, "gate.yaml (HEAD)").policySha256());
        }
    }

    private static Verdict edited(Verdict verdict) {
        return new Verdict(
                Decision.PASS,
                true,
                ImmutableList.of(),
                verdict.modelSha(),
                verdict.candidate(),
                verdict.baseline(),
                verdict.policySha256(),
                verdict.wiringSha256(),
                verdict.liveSha(),
                verdict.mode(),
                verdict.tolerance(),
                verdict.gateVersion(),
                verdict.createdAt(),
                verdict.runUrl(),
                verdict.buckets(),
                verdict.checks(),
                verdict.suites());
    }

    private Promotion.Result promote(Verdict verdict) throws IOException {
        return registry.promote("clean", "0.3.1", written(verdict));
    }

    private Path written(Verdict verdict) throws IOException {
        return project.write("clean_verdict.json", verdict);
    }

    private static void assertRefused(Promotion.Result result, ReasonCode... codes) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Promotion.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .extracting(Reason::code)
                                .contains(codes));
    }
}
