package dev.modelgate.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The first and the last value that each figure may have, and what comes out just there. */
class RangesTest {

    private static final double Z_95 = 1.6448536269514722;
    private static final double Z_80 = 0.8416212335729143;

    @Test
    void counts_go_up_to_what_a_double_holds_exactly() {
        assertThat(new Proportion(0, 1L << 53).trials()).isEqualTo(1L << 53);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proportion(0, (1L << 53) + 1))
                .withMessageContaining("counts go up to 9007199254740992");
    }

    @Test
    void whole_numbers_of_a_method_go_up_to_one_below_the_largest_int() {
        assertThat(Require.intCount("n", Integer.MAX_VALUE - 1L)).isEqualTo(Integer.MAX_VALUE - 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Require.intCount("n", Integer.MAX_VALUE))
                .withMessageContaining("counts below 2147483647");
    }

    @Test
    void checks_hand_back_what_they_checked() {
        assertThat(Require.count("n", 7)).isEqualTo(7);
        assertThat(Require.positive("bins", 1)).isEqualTo(1);
        assertThat(Require.finite("x", -2.5)).isEqualTo(-2.5);
        assertThat(Require.notNegative("x", 2.5)).isEqualTo(2.5);
        assertThat(Require.notNegative("x", 0)).isZero();
        assertThat(Require.probability("p", 1)).isEqualTo(1);
        assertThat(Require.probability("p", 0)).isZero();
        assertThat(Require.level("alpha", 0.25)).isEqualTo(0.25);
    }

    @Test
    void a_mean_of_differences_lies_from_minus_one_to_one() {
        assertThat(Hoeffding.pUpper(1, 2, 0)).isCloseTo(Math.exp(-1), within(1e-15));
        assertThat(Hoeffding.pUpper(-1, 2, 0)).isEqualTo(1);
        assertThat(Hoeffding.lowerBound(-1, 2, 0.05).orElseThrow())
                .isCloseTo(-1 - Math.sqrt(Math.log(20)), within(1e-15));
        assertThatIllegalArgumentException().isThrownBy(() -> Hoeffding.pUpper(-1.01, 2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Hoeffding.pUpper(Double.NaN, 2, 0));
    }

    @Test
    void harm_of_all_discordant_cases_needs_the_quantile_alone() {
        HarmPower power = new HarmPower(0.05, 0.8);

        // psi = delta^2 leaves no variance: (z_a sqrt(psi) / delta)^2 = z_a^2
        assertThat(power.cases(0.25, 0.5).orElseThrow()).isCloseTo(Z_95 * Z_95, within(1e-12));
        assertThat(power.cases(0.25, -0.5).orElseThrow()).isCloseTo(Z_95 * Z_95, within(1e-12));
        assertThat(power.cases(0.2499, 0.5)).isEmpty();
    }

    @Test
    void a_drop_of_everything_shows_from_the_square_of_the_quantile_on() {
        HarmPower power = new HarmPower(0.05, 0.8);
        double fewest = StandardNormal.upperQuantile(0.05) * StandardNormal.upperQuantile(0.05);

        assertThat(power.displayed(fewest, 0.1).orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(power.displayed(fewest - 1e-9, 0.1)).isEmpty();
        assertThat(power.displayed(4, 0.1).orElseThrow())
                .satisfies(drop -> assertThat(Math.pow(Z_95 + Z_80 * Math.sqrt(1 - drop), 2) / drop)
                        .isCloseTo(4, within(1e-9)));
    }

    @Test
    void the_smallest_detectable_drop_solves_for_the_number_of_cases() {
        HarmPower power = new HarmPower(0.05, 0.8);
        double drop = power.detectable(500, 0.1).orElseThrow();

        assertThat(power.cases(0.1, drop).orElseThrow()).isCloseTo(500, within(1e-6));
    }

    @Test
    void noninferiority_needs_room_between_the_truth_and_the_margin() {
        NonInferiorityPower power = new NonInferiorityPower(0.05, 0.8);

        assertThat(power.cases(0.5, -0.1, 0.1)).isEmpty();
        assertThat(power.cases(0.25, 0.5, 0.1).orElseThrow()).isZero();
        assertThat(power.cases(1, 1, 0.1).orElseThrow()).isZero();
        assertThat(power.cases(1, -1, 0.1)).isEmpty();
        assertThat(power.cases(0.1, 0.02, 0.03).orElseThrow())
                .isCloseTo(Math.pow(Z_95 + Z_80, 2) * (0.1 - 0.0004) / 0.0025, within(1e-8));
    }

    @Test
    void a_sequential_test_rejects_just_where_its_radius_ends() {
        MixtureSprt at =
                MixtureSprt.at(new MixtureSprt.Look(0, 0, 0.1, 50), 0.01, 0.05).orElseThrow();

        assertThat(at.reject()).isFalse();
        assertThat(at.pNow()).isEqualTo(1);
        assertThat(look(at.radius()).reject()).isTrue();
        assertThat(look(-at.radius()).reject()).isTrue();
        assertThat(look(at.radius()).pNow()).isCloseTo(0.05, within(1e-12));
        assertThat(look(Math.nextDown(at.radius())).reject()).isFalse();
    }

    @Test
    void a_truth_may_lose_or_win_everything_and_no_more() {
        assertThat(new PairedTruth(0.4, 0.6).discordance()).isEqualTo(1);
        assertThat(new PairedTruth(0.4, 0.6).delta()).isCloseTo(-0.2, within(1e-15));
        assertThat(PairedTruth.unchanged(0.3)).isEqualTo(new PairedTruth(0.15, 0.15));
        assertThat(PairedTruth.correlated(0.5, 0.5, 1)).isEqualTo(new PairedTruth(0, 0));
        assertThat(PairedTruth.correlated(0.5, 0.5, -1)).isEqualTo(new PairedTruth(0.5, 0.5));
        // Both right: 0.8 * 0.6 + 0.5 sqrt(0.16 * 0.24)
        double both = 0.48 + 0.5 * Math.sqrt(0.8 * 0.2 * 0.6 * 0.4);
        assertThat(PairedTruth.correlated(0.8, 0.6, 0.5).won()).isCloseTo(0.6 - both, within(1e-15));
        assertThat(PairedTruth.correlated(0.8, 0.6, 0.5).lost()).isCloseTo(0.8 - both, within(1e-15));
        assertThatIllegalArgumentException().isThrownBy(() -> PairedTruth.correlated(0.9, 0.5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> PairedTruth.correlated(0.9, 0.5, -1));
    }

    @Test
    void the_point_rule_takes_shares_from_none_to_all() {
        assertThat(PointRule.holds(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ONE))
                .isTrue();
        assertThat(PointRule.holds(BigDecimal.ONE, BigDecimal.ZERO, new BigDecimal("0.99")))
                .isFalse();
        assertThat(PointRule.holds(new PairedCounts(0, 2, 100), new BigDecimal("0.02")))
                .isTrue();
        assertThat(PointRule.holds(new PairedCounts(0, 3, 100), new BigDecimal("0.02")))
                .isFalse();
    }

    @Test
    void adjusted_values_stand_where_their_members_stood() {
        List<OptionalDouble> raw = List.of(OptionalDouble.of(0.04), OptionalDouble.empty(), OptionalDouble.of(0.01));

        assertThat(Holm.adjust(raw))
                .containsExactly(OptionalDouble.of(0.04), OptionalDouble.empty(), OptionalDouble.of(0.02));
        assertThat(BenjaminiHochberg.adjust(raw))
                .containsExactly(OptionalDouble.of(0.04), OptionalDouble.empty(), OptionalDouble.of(0.02));
    }

    @Test
    void a_paired_count_tells_its_shares_and_its_mirror() {
        PairedCounts counts = new PairedCounts(2, 5, 100);

        assertThat(counts.discordant()).isEqualTo(7);
        assertThat(counts.delta()).isCloseTo(-0.03, within(1e-15));
        assertThat(counts.discordance()).isCloseTo(0.07, within(1e-15));
        assertThat(counts.swapped()).isEqualTo(new PairedCounts(5, 2, 100));
        assertThat(new PairedCounts(3, 2, 5).discordant()).isEqualTo(5);
    }

    @Test
    void without_degrees_of_freedom_any_shift_is_beyond_chance() {
        assertThat(new PsiNull(0.1, 0).exceeding(0.01)).isZero();
        assertThat(new PsiNull(0.1, 0).critical(0.05)).isZero();
        assertThat(new PsiNull(0.1, 2).exceeding(0.2)).isCloseTo(Math.exp(-1), within(1e-14));
        assertThat(PsiNull.of(10, 40, 3).orElseThrow()).isEqualTo(new PsiNull(0.125, 2));
    }

    private static MixtureSprt look(double difference) {
        return MixtureSprt.at(new MixtureSprt.Look(difference, 0, 0.1, 50), 0.01, 0.05)
                .orElseThrow();
    }
}
