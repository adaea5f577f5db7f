package dev.modelgate.core.policy.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.policy.bucket.BucketOverride;
import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.check.Sample;
import dev.modelgate.core.stats.DiscordantSplit;
import dev.modelgate.core.stats.McNemar;
import dev.modelgate.core.stats.ResamplePlan;
import dev.modelgate.core.stats.decision.Mode;
import dev.modelgate.core.stats.decision.OnInconclusive;
import dev.modelgate.core.stats.decision.TestPlan;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The figures of a plan, derived by hand. */
class PowerPlanFiguresTest {

    private static final Sample HUNDRED = Sample.report().counted("a", 90, 100);

    @Test
    void expected_discordance_follows_from_accuracy_and_correlation() {
        // p = 91/102, so 2 p (1 - p) = 2 (91)(11) / 102^2 = 2002/10404, times 1 - 0.6
        assertThat(discordance(PowerPlan.of(report(HUNDRED), BucketRule.DEFAULT, 0.6)))
                .isCloseTo(0.4 * 2002 / 10404, within(1e-12));
        assertThat(discordance(PowerPlan.of(report(HUNDRED), BucketRule.DEFAULT, 0)))
                .isCloseTo(2002.0 / 10404, within(1e-12));
    }

    @Test
    void a_correlation_below_zero_or_no_number_is_an_error() {
        for (double wrong : new double[] {-0.01, 1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PowerPlan.of(report(HUNDRED), BucketRule.DEFAULT, wrong))
                    .withMessageContaining("from 0 to below 1");
        }
    }

    @Test
    void a_configured_discordance_takes_the_place_of_the_expected_one() {
        PowerPlan plan = PowerPlan.of(report(HUNDRED), configured(0.25), 0.6);

        assertThat(discordance(plan)).isEqualTo(0.25);
    }

    @Test
    void false_refusal_of_two_buckets_is_one_less_the_chance_that_both_pass() {
        // Two points of 100 cases are two cases: refused where more than two are lost on balance.
        double refused = new DiscordantSplit(100, 0.25).lostOnBalanceAbove(2);

        PowerPlan one = PowerPlan.of(report(HUNDRED), configured(0.25), 0.6);
        PowerPlan two = PowerPlan.of(
                report(Sample.report().counted("a", 90, 100).counted("b", 90, 100)), configured(0.25), 0.6);

        assertThat(one.falseRefusal().orElseThrow()).isCloseTo(refused, within(1e-12));
        assertThat(two.falseRefusal().orElseThrow()).isCloseTo(1 - (1 - refused) * (1 - refused), within(1e-12));
    }

    @Test
    void a_drop_as_large_as_the_tolerance_is_seen_where_just_that_is_detectable() {
        assertThat(row(OptionalDouble.of(0.02)).seesTolerance()).isTrue();
        assertThat(row(OptionalDouble.of(0.0201)).seesTolerance()).isFalse();
        assertThat(row(OptionalDouble.empty()).seesTolerance()).isFalse();
    }

    @Test
    void the_blindest_bucket_is_the_one_that_sees_nothing_at_all() {
        PowerPlan plan = PowerPlan.of(
                report(Sample.report()
                        .counted("large", 900, 1000)
                        .counted("one", 1, 1)
                        .counted("small", 9, 10)),
                BucketRule.DEFAULT,
                0.6);

        assertThat(plan.rows().get(1).detectable()).isEmpty();
        assertThat(plan.blindest().orElseThrow().bucket()).isEqualTo("one");
        assertThat(PowerPlan.of(report(Sample.report().bucket("bare", "0.9")), BucketRule.DEFAULT, 0.6)
                        .blindest())
                .isEmpty();
    }

    @Test
    void a_bucket_without_a_number_of_cases_keeps_its_name_and_its_tolerance() {
        BucketRule rule = BucketRule.point(Tolerance.DEFAULT, ImmutableList.of(BucketOverride.parse("bare=0.1")));

        assertThat(PowerPlan.of(report(Sample.report().bucket("bare", "0.9")), rule, 0.6)
                        .rows())
                .containsExactly(new PowerPlan.Row(
                        "bare",
                        OptionalLong.empty(),
                        Tolerance.parse("0.1"),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalLong.empty()));
    }

    private static double discordance(PowerPlan plan) {
        return plan.rows().get(0).discordance().orElseThrow();
    }

    private static PowerPlan.Row row(OptionalDouble detectable) {
        return new PowerPlan.Row(
                "a",
                OptionalLong.of(100),
                Tolerance.DEFAULT,
                OptionalDouble.of(0.1),
                detectable,
                OptionalLong.of(1000));
    }

    private static BucketRule configured(double discordance) {
        TestPlan plan = new TestPlan(
                0.05, 0.8, McNemar.MID_P, new ResamplePlan(0, 1000), 10, false, OptionalDouble.of(discordance));
        return new BucketRule(
                Mode.POINT,
                Tolerance.DEFAULT,
                ImmutableList.of(),
                Optional.empty(),
                false,
                OnInconclusive.REFUSE,
                plan);
    }

    private static EvalReport report(Sample sample) {
        return sample.evidence().report();
    }
}
