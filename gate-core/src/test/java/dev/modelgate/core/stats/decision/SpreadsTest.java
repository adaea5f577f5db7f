package dev.modelgate.core.stats.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.DiscordantSplit;
import dev.modelgate.core.stats.FrechetBounds;
import dev.modelgate.core.stats.McNemar;
import dev.modelgate.core.stats.Normal;
import dev.modelgate.core.stats.Proportion;
import dev.modelgate.core.stats.ResamplePlan;
import dev.modelgate.core.stats.Sample;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** How noisy each shape of data is, by hand, and what chance makes of it. */
class SpreadsTest {

    private static final Fraction TWO_POINTS = Fraction.of(2, 100);

    @Test
    void paired_cases_disagree_as_counted_and_one_in_two_more() {
        Spread spread = spread(BucketData.Paired.of(2, 5, 100));

        assertThat(spread.discordance()).isCloseTo(8.0 / 102, within(1e-15));
        assertThat(spread.cases()).isEqualTo(100);
        assertThat(spread.effectiveCases()).isEqualTo(100);
    }

    @Test
    void lost_pairings_are_as_noisy_as_the_worst_of_them() {
        // At most 100 were won and then 100 lost: (200 + 1) / (1000 + 2)
        assertThat(spread(new BucketData.PairingLost(FrechetBounds.of(1000, 900, 900)))
                        .discordance())
                .isCloseTo(201.0 / 1002, within(1e-15));
    }

    @Test
    void different_cases_disagree_by_both_shares_and_count_as_their_harmonic_mean() {
        Spread spread = spread(new BucketData.DifferentCases(new Proportion(8, 8), new Proportion(11, 22)));

        // p1 = 9/10 and p2 = 12/24, so 0.9 * 0.5 + 0.5 * 0.1; pairs = 2 / (1/8 + 1/22) = 176/15
        assertThat(spread.discordance()).isCloseTo(0.5, within(1e-15));
        assertThat(spread.cases()).isCloseTo(176.0 / 15, within(1e-12));
    }

    @Test
    void different_shares_disagree_by_one_right_and_the_other_wrong() {
        // p1 = 9/10 and p2 = 3/10: 0.9 * 0.7 + 0.3 * 0.1
        assertThat(spread(new BucketData.DifferentCases(new Proportion(8, 8), new Proportion(2, 8)))
                        .discordance())
                .isCloseTo(0.66, within(1e-15));
    }

    @Test
    void graded_cases_are_as_noisy_as_their_mean_square() {
        Spread spread = spread(BucketData.Graded.of(Sample.of(0.5, -0.5, 0, 0)));

        // The squares sum to 0.5: (0.5 + 1) / (4 + 2)
        assertThat(spread.discordance()).isCloseTo(0.25, within(1e-15));
        assertThat(spread.deviation()).isCloseTo(0.25, within(1e-15));
    }

    @Test
    void clustered_cases_are_worth_fewer_and_never_more_than_there_are() {
        Spread alike = spread(BucketData.Clustered.of(Sample.of(1, 1, -1, -1), List.of("a", "a", "b", "b")));
        Spread opposed = spread(BucketData.Clustered.of(Sample.of(1, -1, 1, -1), List.of("a", "a", "b", "b")));
        Spread equal = spread(BucketData.Clustered.of(Sample.of(0, 0, 0, 0), List.of("a", "a", "b", "b")));

        // Sums over clusters of 2 and -2: cr1 = sqrt(8) / 4 * sqrt(2) = 1, iid = sqrt(4 / 3 / 4), so deff = 3
        assertThat(alike.effectiveCases()).isCloseTo(4.0 / 3, within(1e-12));
        assertThat(alike.cases()).isEqualTo(4);
        assertThat(opposed.effectiveCases()).isEqualTo(4);
        assertThat(equal.effectiveCases()).isEqualTo(2);
    }

    @Test
    void clusters_need_as_many_more_cases_as_theirs_are_worth_less() {
        BucketData alike = BucketData.Clustered.of(Sample.of(1, 1, -1, -1), List.of("a", "a", "b", "b"));
        double independent = 1.0 * Math.pow(1.6448536269514722 + 0.8416212335729143, 2) / (0.1 * 0.1);

        assertThat(spread(alike).needed(TestPlan.DEFAULT, 0.1)).hasValue((long) Math.ceil(independent * 3));
    }

    @Test
    void a_configured_discordance_counts_for_every_shape() {
        assertThat(Spreads.of(BucketData.Paired.of(2, 5, 100), configured(0.3))
                        .orElseThrow()
                        .discordance())
                .isEqualTo(0.3);
        assertThat(Spreads.of(BucketData.Paired.of(0, 0, 0), configured(0.3))).isEmpty();
    }

    @Test
    void a_bucket_flips_as_often_as_the_normal_says_on_either_side_of_the_tolerance() {
        BucketQuestion holding = BucketQuestion.of("a", BucketData.Graded.of(Sample.of(0.5, -0.5, 0, 0)), TWO_POINTS);
        BucketQuestion failing =
                BucketQuestion.of("a", BucketData.Graded.of(Sample.of(-0.54, 0.5, 0, 0)), Fraction.ZERO);

        assertThat(PointNoise.flip(holding, TestPlan.DEFAULT).orElseThrow())
                .isCloseTo(Normal.above(0.02 / 0.25), within(1e-12));
        double deviation =
                Spreads.of(failing.data(), TestPlan.DEFAULT).orElseThrow().deviation();
        assertThat(PointNoise.flip(failing, TestPlan.DEFAULT).orElseThrow())
                .isCloseTo(Normal.above(0.01 / deviation), within(1e-12));
        assertThat(PointNoise.flip(
                        BucketQuestion.of("a", new BucketData.Uncounted(Fraction.ZERO), TWO_POINTS), TestPlan.DEFAULT))
                .isEmpty();
    }

    @Test
    void as_many_cases_may_be_lost_as_the_tolerance_holds_whole_ones() {
        DiscordantSplit hundred = new DiscordantSplit(100, 0.1);

        assertThat(PointNoise.refused(100, 0.1, TWO_POINTS)).isEqualTo(hundred.lostOnBalanceAbove(2));
        assertThat(PointNoise.refused(100, 0.1, Fraction.of(29, 1000))).isEqualTo(hundred.lostOnBalanceAbove(2));
        assertThat(PointNoise.refused(100, 0.1, Fraction.ZERO)).isEqualTo(hundred.lostOnBalanceAbove(0));
    }

    @Test
    void paired_buckets_share_the_discordance_of_all_their_cases() {
        List<BucketQuestion> two = List.of(
                BucketQuestion.of("a", BucketData.Paired.of(36, 36, 1000), TWO_POINTS),
                BucketQuestion.of("b", BucketData.Paired.of(0, 0, 500), TWO_POINTS),
                BucketQuestion.of("none", BucketData.Paired.of(0, 0, 0), TWO_POINTS));
        double shared = 73.0 / 1502;
        double passes =
                (1 - PointNoise.refused(1000, shared, TWO_POINTS)) * (1 - PointNoise.refused(500, shared, TWO_POINTS));

        assertThat(PointNoise.falseRefusal(two, TestPlan.DEFAULT).orElseThrow()).isCloseTo(1 - passes, within(1e-12));
        assertThat(PointNoise.falseRefusal(two.subList(0, 1), configured(0.2)).orElseThrow())
                .isCloseTo(PointNoise.refused(1000, 0.2, TWO_POINTS), within(1e-12));
    }

    @Test
    void other_shapes_are_refused_unchanged_as_often_as_the_normal_says() {
        BucketData graded = BucketData.Graded.of(Sample.of(0.5, -0.5, 0, 0));

        assertThat(PointNoise.falseRefusal(List.of(BucketQuestion.of("a", graded, Fraction.of(1, 4))), TestPlan.DEFAULT)
                        .orElseThrow())
                .isCloseTo(Normal.above(1), within(1e-12));
        assertThat(PointNoise.falseRefusal(
                        List.of(BucketQuestion.of("a", BucketData.Paired.of(0, 0, 0), TWO_POINTS)), TestPlan.DEFAULT))
                .isEmpty();
    }

    @Test
    void planning_wants_a_case_and_a_bucket() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Planned.of(0, 0.1, TWO_POINTS, 1, TestPlan.DEFAULT))
                .withMessageStartingWith("there are 0 cases and 1 buckets");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Planned.of(1, 0.1, TWO_POINTS, 0, TestPlan.DEFAULT))
                .withMessageStartingWith("there are 1 cases and 0 buckets");
        assertThat(Planned.of(1, 0.1, TWO_POINTS, 1, TestPlan.DEFAULT).detectable())
                .isEmpty();
    }

    private static Spread spread(BucketData data) {
        return Spreads.of(data, TestPlan.DEFAULT).orElseThrow();
    }

    private static TestPlan configured(double discordance) {
        return new TestPlan(
                0.05, 0.8, McNemar.MID_P, new ResamplePlan(0, 100), 10, false, OptionalDouble.of(discordance));
    }
}
