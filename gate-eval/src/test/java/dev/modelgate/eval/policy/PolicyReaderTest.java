package dev.modelgate.eval.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.check.AbsoluteLimit;
import dev.modelgate.core.policy.check.Composite;
import dev.modelgate.core.policy.check.LatencyRatio;
import dev.modelgate.core.policy.check.PlacedCheck;
import dev.modelgate.core.policy.gate.Attempts;
import dev.modelgate.core.policy.gate.GatePolicy;
import dev.modelgate.core.stats.McNemar;
import dev.modelgate.core.stats.decision.Mode;
import dev.modelgate.core.stats.decision.OnInconclusive;
import dev.modelgate.core.verdict.CheckSeverity;
import dev.modelgate.eval.config.GateYaml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

    @Test
    void an_empty_policy_is_the_rule_that_holds_without_one() {
        assertThat(read("{}")).isEqualTo(GatePolicy.DEFAULT);
    }

    @Test
    void reads_every_word_of_the_bucket_rule() {
        BucketRule rule = read("""
                mode: evidence
                  tolerance: 5pp
                  pooled_tolerance: 0.02
                  proof: optional
                  alpha: 0.01
                  power: 0.9
                  harm_test: exact
                  guard_zero_won: true
                  minimum_clusters: 20
                  discordance: 0.1
                  bootstrap: {seed: 7, resamples: 2000}
                  on_inconclusive: allow
                  overrides:
                    - {buckets: "tense.*", tolerance: 3%}
                    - {buckets: tense.past, tolerance: 0.01, proof: required}""").rule();

        assertThat(rule.mode()).isEqualTo(Mode.EVIDENCE);
        assertThat(rule.onInconclusive()).isEqualTo(OnInconclusive.ALLOW);
        assertThat(rule.plan().alpha()).isEqualTo(0.01);
        assertThat(rule.plan().power()).isEqualTo(0.9);
        assertThat(rule.plan().harmTest()).isEqualTo(McNemar.EXACT);
        assertThat(rule.plan().guardZeroWon()).isTrue();
        assertThat(rule.plan().minimumClusters()).isEqualTo(20);
        assertThat(rule.plan().discordance()).hasValue(0.1);
        assertThat(rule.plan().bootstrap().seed()).isEqualTo(7);
        assertThat(rule.plan().bootstrap().resamples()).isEqualTo(2000);
        assertThat(rule.toleranceOf("x")).isEqualTo(Tolerance.parse("0.05"));
        assertThat(rule.toleranceOf("tense.present")).isEqualTo(Tolerance.parse("0.03"));
        assertThat(rule.toleranceOf("tense.past")).isEqualTo(Tolerance.parse("0.01"));
        assertThat(rule.proofRequiredOf("tense.past")).isTrue();
        assertThat(rule.proofRequiredOf("tense.present")).isFalse();
    }

    @Test
    void a_suite_takes_what_it_does_not_say_from_the_policy() {
        GatePolicy policy = read("""
                tolerance: 0.05
                  attempts: spend
                  verdict: {max_age: 90m}
                  suites:
                    strict: {baseline: strict.json, tolerance: 0}
                    same: {baseline: same.json}
                    looked_at: {baseline: l.json, buckets: ignored}""");

        assertThat(policy.suites().get("strict").rule().orElseThrow().tolerance())
                .isEqualTo(new Tolerance(Fraction.ZERO));
        assertThat(policy.suites().get("same").rule()).contains(policy.rule());
        assertThat(policy.suites().get("looked_at").rule()).isEmpty();
        assertThat(policy.attempts()).isEqualTo(Attempts.SPEND);
        assertThat(policy.maxAge()).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void a_check_is_critical_and_named_by_its_type_where_nobody_says_otherwise() {
        PlacedCheck check = read("checks: [{type: latency_ratio}]").checks().get(0);

        assertThat(check.id()).isEqualTo("latency_ratio");
        assertThat(check.severity()).isEqualTo(CheckSeverity.CRITICAL);
        assertThat(check.suite()).isEmpty();
        assertThat(((LatencyRatio) check.check()).limits()).hasToString("at most 1.2");
    }

    @Test
    void composites_hold_checks_of_their_own() {
        GatePolicy policy = read("""
                checks:
                    - type: composite
                      severity: supporting
                      needed: any
                      checks:
                        - {type: absolute, id: a, metric: metrics.auc, at_least: 0.9}
                        - {type: absolute, id: b, metric: metrics.f1, at_least: 0.95}""");

        Composite composite = (Composite) policy.checks().get(0).check();
        assertThat(composite.needed()).isEqualTo(1);
        assertThat(composite.parts()).extracting(PlacedCheck::id).containsExactly("a", "b");
        assertThat(((AbsoluteLimit) composite.parts().get(1).check()).limits()).hasToString("at least 0.95");
    }

    @Test
    void every_type_of_the_schema_is_read_and_every_type_read_is_in_the_schema() {
        Set<String> types = new TreeSet<>();
        Words.SCHEMA.at("/$defs/check/properties/type/enum").forEach(type -> types.add(type.asText()));

        assertThat(types).hasSize(18).containsExactlyInAnyOrderElementsOf(CheckReader.types());
    }

    @Test
    void tells_all_errors_at_once_with_line_and_column_in_the_order_of_the_file() {
        assertThat(errors("""
                tollerance: 0.02
                  mode: loose
                  alpha: 0.9
                  checks:
                    - {type: relative_drop, max_dorp: 0.02}
                    - {type: absolut}
                    - {type: absolute}
                    - {type: worst_group_gap, buckets: "a*", at_most: 2}"""))
                .containsExactly(
                        "g.yaml:3:15: policy has 'tollerance', which is not understood; the words here are alpha,"
                                + " attempts, bootstrap, cache, checks, discordance, evidence, guard_zero_won, harm_test,"
                                + " minimum_clusters, mode, on_inconclusive, overrides, pooled_tolerance, power, proof,"
                                + " suites, tolerance, verdict",
                        "g.yaml:4:9: policy.mode is 'loose', but one of point, noninferiority, harm, evidence is"
                                + " required; change it",
                        "g.yaml:5:10: policy.alpha is 0.9, but less than 0.5 is required; change it",
                        "g.yaml:7:7: policy.checks[0] has no 'max_drop', but it is required; add it",
                        "g.yaml:7:39: policy.checks[0] has 'max_dorp', which is not understood; the words here are"
                                + " better, id, max_drop, metric, severity, small_baseline, suite, type",
                        "g.yaml:8:14: policy.checks[1].type is 'absolut', but one of bucket_tolerance, relative_drop,"
                                + " absolute, required_metrics, diagnostics, eval_set_match, refusal_suite,"
                                + " latency_ratio, cost_per_quality, flakiness, worst_group_gap, calibration,"
                                + " artifact_size, integrity, metric, champion, drift, composite is required; change it",
                        "g.yaml:9:7: policy.checks[2] has no limit, but one is required; see 'gate policy schema'",
                        "g.yaml:10:55: policy.checks[3].at_most is 2, but at most 1 is required; change it");
    }

    @Test
    void tells_all_errors_of_sense_at_once() {
        assertThat(errors("""
                mode: evidence
                  checks:
                    - {type: absolute, id: a, at_least: 2, at_most: 1}
                    - {type: composite, needed: 3, checks: [{type: integrity}]}"""))
                .containsExactly(
                        "g.yaml:3:3: policy: the mode is evidence without a pooled tolerance, but it passes only what is"
                                + " shown for all cases together; give one, such as 'pooled_tolerance: 0.02'",
                        "g.yaml:5:7: policy.checks[0]: 'at_least' is 2 and 'at_most' is 1, but no number is both; swap"
                                + " them",
                        "g.yaml:6:7: policy.checks[1]: 3 of 1 checks must hold, but a number from 1 to 1 is required;"
                                + " an empty demand proves nothing");
    }

    @Test
    void two_checks_of_one_id_and_a_suite_that_is_not_there_are_errors() {
        assertThat(errors("checks: [{type: integrity}, {type: integrity}]").get(0))
                .endsWith("two checks have the id 'integrity', but ids name them in the verdict; rename one");
        assertThat(errors("checks: [{type: integrity, suite: other}]").get(0))
                .endsWith("check 'integrity' looks at the suite 'other', but the suites are none; name one");
    }

    @Test
    void the_digest_ignores_comments_layout_and_the_order_of_words() {
        Optional<String> first = yaml("tolerance: 0.02\n  mode: point").policySha256();
        Optional<String> second =
                yaml("# why\n  mode: point\n\n  tolerance: 0.020").policySha256();

        assertThat(first).isPresent().isEqualTo(second);
        assertThat(yaml("mode: point\n  tolerance: 0.03").policySha256()).isNotEqualTo(first);
    }

    private static GatePolicy read(String words) {
        return PolicyReader.read(yaml(words).policy().orElseThrow(), "g.yaml");
    }

    private static List<String> errors(String words) {
        assertThatThrownBy(() -> read(words)).isInstanceOf(PolicyErrorsException.class);
        try {
            read(words);
            throw new AssertionError("it was read");
        } catch (PolicyErrorsException e) {
            return e.errors();
        }
    }

    private static GateYaml yaml(String words) {
        return GateYaml.read(("version: 1\npolicy:\n  " + words + "\n").getBytes(StandardCharsets.UTF_8), "g.yaml");
    }
}
