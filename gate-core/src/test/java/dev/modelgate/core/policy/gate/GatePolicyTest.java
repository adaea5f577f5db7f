package dev.modelgate.core.policy.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.check.AbsoluteLimit;
import dev.modelgate.core.policy.check.Champion;
import dev.modelgate.core.policy.check.Check;
import dev.modelgate.core.policy.check.Composite;
import dev.modelgate.core.policy.check.Limits;
import dev.modelgate.core.policy.check.Metric;
import dev.modelgate.core.policy.check.PlacedCheck;
import dev.modelgate.core.verdict.CheckSeverity;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a policy refuses to be, and what it asks for. */
class GatePolicyTest {

    private static final ImmutableMap<String, Suite> TWO_SUITES = ImmutableMap.of(
            "safety", new Suite("safety", "s.json", Optional.empty()),
            "speed", new Suite("speed", "t.json", Optional.empty()));

    @Test
    void two_checks_with_one_id_are_an_error_also_where_one_is_a_part() {
        PlacedCheck same = placed("same", Optional.empty());
        PlacedCheck whole =
                new PlacedCheck("whole", CheckSeverity.CRITICAL, Optional.empty(), anyOf(placed("same", none())));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatePolicy.DEFAULT.with(same).with(same))
                .withMessage("two checks have the id 'same', but ids name them in the verdict; rename one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatePolicy.DEFAULT.with(same).with(whole))
                .withMessageStartingWith("two checks have the id 'same'");
    }

    @Test
    void a_check_of_an_unknown_suite_is_an_error_that_names_the_suites() {
        PlacedCheck lost = placed("lost", Optional.of("nowhere"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatePolicy.DEFAULT.with(lost))
                .withMessage("check 'lost' looks at the suite 'nowhere', but the suites are none; name one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(TWO_SUITES, lost))
                .withMessageContaining("but the suites are safety, speed; name one");
        assertThat(policy(TWO_SUITES, placed("found", Optional.of("speed"))).checks())
                .hasSize(1);
    }

    @Test
    void a_verdict_must_be_allowed_some_age() {
        for (Duration none : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GatePolicy(
                            BucketRule.DEFAULT, ImmutableMap.of(), ImmutableList.of(), Attempts.REPORT, none))
                    .withMessageContaining("'max_age' is " + none);
        }
    }

    @Test
    void champions_are_asked_for_wherever_they_stand() {
        PlacedCheck inside = new PlacedCheck(
                "inside", CheckSeverity.ADVISORY, none(), new Champion("first.json", BucketRule.DEFAULT));
        PlacedCheck outside = new PlacedCheck(
                "outside", CheckSeverity.ADVISORY, none(), new Champion("second.json", BucketRule.DEFAULT));
        PlacedCheck whole = new PlacedCheck("whole", CheckSeverity.CRITICAL, none(), anyOf(inside));

        assertThat(GatePolicy.DEFAULT
                        .with(whole)
                        .with(outside)
                        .with(placed("x", none()))
                        .champions())
                .containsExactly("first.json", "second.json");
        assertThat(GatePolicy.DEFAULT.champions()).isEmpty();
    }

    @Test
    void another_rule_leaves_the_rest_as_it_was() {
        BucketRule strict = BucketRule.point(Tolerance.parse("0"), ImmutableList.of());
        GatePolicy before = policy(TWO_SUITES, placed("x", none()));

        GatePolicy after = before.with(strict);

        assertThat(after.rule()).isEqualTo(strict);
        assertThat(after.suites()).isEqualTo(before.suites());
        assertThat(after.checks()).isEqualTo(before.checks());
        assertThat(after.letsInconclusiveThrough()).isFalse();
    }

    private static GatePolicy policy(ImmutableMap<String, Suite> suites, PlacedCheck check) {
        return new GatePolicy(
                BucketRule.DEFAULT, suites, ImmutableList.of(check), Attempts.REPORT, Duration.ofHours(24));
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private static Composite anyOf(PlacedCheck part) {
        return new Composite(1, ImmutableList.of(part));
    }

    private static PlacedCheck placed(String id, Optional<String> suite) {
        Check check = new AbsoluteLimit(new Metric("x"), Limits.atLeast(Fraction.ONE));
        return new PlacedCheck(id, CheckSeverity.CRITICAL, suite, check);
    }
}
