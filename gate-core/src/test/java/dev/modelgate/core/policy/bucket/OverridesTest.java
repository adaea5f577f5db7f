package dev.modelgate.core.policy.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.check.Sample;
import dev.modelgate.core.stats.decision.Mode;
import dev.modelgate.core.stats.decision.OnInconclusive;
import dev.modelgate.core.stats.decision.TestPlan;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which override holds for a bucket, where each says one thing only. */
class OverridesTest {

    private static final Tolerance TENTH = Tolerance.parse("0.1");

    @Test
    void an_override_that_says_nothing_of_the_tolerance_leaves_it_to_the_next() {
        BucketRule rule = rule(proof("a", true), tolerance("a*"));

        assertThat(rule.toleranceOf("a")).isEqualTo(TENTH);
        assertThat(rule.proofRequiredOf("a")).isTrue();
        assertThat(rule.toleranceOf("b")).isEqualTo(Tolerance.DEFAULT);
    }

    @Test
    void an_override_that_says_nothing_of_the_proof_leaves_it_to_the_next() {
        BucketRule rule = rule(tolerance("a"), proof("a*", true));

        assertThat(rule.proofRequiredOf("a")).isTrue();
        assertThat(rule.proofRequiredOf("b")).isFalse();
        assertThat(rule.toleranceOf("ab")).isEqualTo(Tolerance.DEFAULT);
    }

    @Test
    void an_override_that_fits_a_bucket_warns_of_nothing() {
        Sample report = Sample.report().evalSet("5".repeat(64)).bucket("a", "0.9");
        Sample plain = Sample.report().evalSet("5".repeat(64)).bucket("a", "0.9");

        BucketFinding finding = new BucketJudge(rule(tolerance("a")), Optional.empty()).judge(report.against(plain));

        assertThat(finding.warnings()).noneMatch(warning -> warning.contains("overrides"));
    }

    @Test
    void a_bucket_without_a_name_is_told_by_the_form_of_the_argument() {
        assertThatThrownBy(() -> BucketOverride.parse("=0.1"))
                .hasMessageStartingWith("the tolerance of a bucket is '=0.1', but NAME=TOLERANCE is required");
    }

    @Test
    void a_pattern_that_starts_with_a_wildcard_is_no_name() {
        assertThat(Glob.of("*x").isName()).isFalse();
        assertThat(Glob.of("?x").isName()).isFalse();
        assertThat(Glob.of("x").isName()).isTrue();
    }

    @Test
    void patterns_are_equal_by_their_text() {
        assertThat(Glob.of("a*")).isEqualTo(Glob.of("a*")).hasSameHashCodeAs("a*");
        assertThat(Glob.of("a*")).isNotEqualTo(Glob.of("a?"));
    }

    private static BucketRule rule(BucketOverride... overrides) {
        return new BucketRule(
                Mode.POINT,
                Tolerance.DEFAULT,
                ImmutableList.copyOf(overrides),
                Optional.empty(),
                false,
                OnInconclusive.REFUSE,
                TestPlan.DEFAULT);
    }

    private static BucketOverride tolerance(String buckets) {
        return new BucketOverride(Glob.of(buckets), Optional.of(TENTH), Optional.empty());
    }

    private static BucketOverride proof(String buckets, boolean required) {
        return new BucketOverride(Glob.of(buckets), Optional.empty(), Optional.of(required));
    }
}
