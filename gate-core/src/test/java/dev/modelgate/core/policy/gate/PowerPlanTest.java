package dev.modelgate.core.policy.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.modelgate.core.policy.bucket.BucketRule;
import dev.modelgate.core.policy.check.Sample;
import org.junit.jupiter.api.Test;

class PowerPlanTest {

    @Test
    void twenty_buckets_of_a_hundred_cases_see_no_two_points_and_refuse_nearly_every_equal_candidate() {
        Sample baseline = Sample.report();
        for (int i = 0; i < 20; i++) {
            baseline.counted("b" + i, 90, 100);
        }

        PowerPlan plan = plan(baseline);

        assertThat(plan.falseRefusal().orElseThrow()).isCloseTo(0.98, within(0.01));
        assertThat(plan.rows()).hasSize(20).noneMatch(PowerPlan.Row::seesTolerance);
        assertThat(plan.rows().get(0).discordance().orElseThrow()).isCloseTo(0.0770, within(0.0005));
        assertThat(plan.rows().get(0).detectable().orElseThrow()).isCloseTo(0.13, within(0.02));
        assertThat(plan.rows().get(0).casesNeeded().orElseThrow()).isBetween(1100L, 1250L);
    }

    @Test
    void nothing_is_said_of_a_bucket_without_a_number_of_cases() {
        PowerPlan plan = plan(
                Sample.report().bucket("bare", "0.9").counted("small", 9, 10).counted("large", 900, 1000));

        assertThat(plan.rows().get(0).detectable()).isEmpty();
        assertThat(plan.blindest().orElseThrow().bucket()).isEqualTo("small");
        assertThat(plan(Sample.report().bucket("bare", "0.9")).falseRefusal()).isEmpty();
    }

    @Test
    void more_cases_see_smaller_drops() {
        PowerPlan plan = plan(
                Sample.report().counted("a", 90, 100).counted("b", 900, 1000).counted("c", 90000, 100000));

        assertThat(plan.rows().get(0).detectable().orElseThrow())
                .isGreaterThan(plan.rows().get(1).detectable().orElseThrow());
        assertThat(plan.rows().get(2).seesTolerance()).isTrue();
    }

    @Test
    void a_correlation_of_one_is_none() {
        assertThatThrownBy(() -> PowerPlan.of(
                        Sample.report().counted("a", 1, 2).evidence().report(), BucketRule.DEFAULT, 1))
                .hasMessage("the correlation is 1.0, but a number from 0 to below 1 is required");
    }

    private static PowerPlan plan(Sample baseline) {
        return PowerPlan.of(baseline.evidence().report(), BucketRule.DEFAULT, PowerPlan.USUAL_CORRELATION);
    }
}
