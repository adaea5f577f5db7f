package dev.modelgate.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.bucket.BucketOverride;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.bucket.Glob;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import dev.modelgate.core.policy.check.PolicyEvidence;
import dev.modelgate.core.policy.check.Sample;
import dev.modelgate.core.policy.gate.Attempts;
import dev.modelgate.core.policy.gate.GatePolicy;
import dev.modelgate.core.policy.gate.PolicyJudge;
import dev.modelgate.core.policy.gate.PolicyVerdict;
import dev.modelgate.core.policy.gate.Suite;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Verdicts by a policy: buckets with a tolerance of their own, and further suites. */
class PolicyReviewTest {

    @Test
    void a_bucket_is_shown_with_its_own_floor_and_a_further_suite_borrows_no_statistics_of_the_first() {
        SuiteEvidence main =
                Sample.report().counted("a", 85, 100).against(Sample.report().counted("a", 90, 100));
        SuiteEvidence other =
                Sample.report().counted("a", 1, 2).against(Sample.report().counted("a", 1, 2));
        BucketRule rule = BucketRule.point(
                Tolerance.DEFAULT,
                ImmutableList.of(new BucketOverride(
                        Glob.of("a"), Optional.of(new Tolerance(Fraction.of(1, 10))), Optional.empty())));
        GatePolicy policy = new GatePolicy(
                rule,
                ImmutableMap.of("other", new Suite("other", "o.json", Optional.of(rule))),
                ImmutableList.of(),
                Attempts.REPORT,
                GatePolicy.DEFAULT.maxAge());
        PolicyEvidence evidence =
                new PolicyEvidence(main, ImmutableMap.of("other", other), ImmutableMap.of(), OptionalLong.empty());
        Verdict verdict = PolicyVerdict.of(
                new PolicyJudge(policy).judge(evidence),
                policy,
                evidence,
                true,
                Circumstances.of("1.0", Instant.EPOCH));

        Review review = Review.of(verdict, main.candidate(), main.baseline());

        assertThat(review.buckets()).hasSize(2);
        assertThat(review.buckets().get(0).floor()).contains(Fraction.of(8, 10));
        assertThat(review.buckets().get(0).evidence()).isPresent();
        assertThat(review.buckets().get(1).evidence()).isEmpty();
    }
}
