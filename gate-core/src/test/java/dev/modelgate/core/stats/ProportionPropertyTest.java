package dev.modelgate.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** What must hold of every share and every difference of independent ones. */
class ProportionPropertyTest {

    @Provide
    Arbitrary<Proportion> proportions() {
        return Arbitraries.longs()
                .between(1, 500)
                .flatMap(n -> Arbitraries.longs().between(0, n).map(x -> new Proportion(x, n)));
    }

    @Provide
    Arbitrary<Confidence> levels() {
        return Arbitraries.of(0.5, 0.8, 0.9, 0.95, 0.99, 0.999).map(Confidence::new);
    }

    private static Proportion mirrored(Proportion proportion) {
        return new Proportion(proportion.failures(), proportion.trials());
    }

    @Property
    void wilson_interval_contains_the_share_and_lies_within_zero_and_one(
            @ForAll("proportions") Proportion share, @ForAll("levels") Confidence level) {
        Estimate wilson = Wilson.interval(share, level).orElseThrow();

        assertThat(wilson.interval().contains(wilson.value())).isTrue();
        assertThat(wilson.lower()).isBetween(0.0, 1.0);
        assertThat(wilson.upper()).isBetween(0.0, 1.0);
        assertThat(wilson.lower() == 0).isEqualTo(share.successes() == 0);
        assertThat(wilson.upper() == 1).isEqualTo(share.failures() == 0);
    }

    @Property
    void wilson_interval_is_mirrored_when_success_and_failure_are_swapped(
            @ForAll("proportions") Proportion share, @ForAll("levels") Confidence level) {
        Estimate straight = Wilson.interval(share, level).orElseThrow();
        Estimate turned = Wilson.interval(mirrored(share), level).orElseThrow();

        assertThat(turned.lower()).isCloseTo(1 - straight.upper(), within(1e-12));
        assertThat(turned.upper()).isCloseTo(1 - straight.lower(), within(1e-12));
    }

    @Property
    void clopper_pearson_is_wider_than_the_share_and_hits_its_own_tail(@ForAll("proportions") Proportion share) {
        double upper = ClopperPearson.upper(share, 0.05).orElseThrow();

        assertThat(upper).isBetween((double) share.successes() / share.trials(), 1.0);
        if (share.failures() > 0) {
            double atMost =
                    BinomialDistribution.of((int) share.trials(), upper).cumulativeProbability((int) share.successes());
            assertThat(atMost).isCloseTo(0.05, within(1e-9));
        }
    }

    @Property
    void newcombe_interval_contains_the_difference_and_is_mirrored_when_sides_are_swapped(
            @ForAll("proportions") Proportion first,
            @ForAll("proportions") Proportion second,
            @ForAll("levels") Confidence level) {
        Estimate straight = NewcombeUnpaired.interval(first, second, level).orElseThrow();
        Interval turned = NewcombeUnpaired.interval(second, first, level)
                .orElseThrow()
                .interval()
                .negated();

        assertThat(straight.interval().contains(straight.value())).isTrue();
        assertThat(turned.lower()).isCloseTo(straight.lower(), within(1e-12));
        assertThat(turned.upper()).isCloseTo(straight.upper(), within(1e-12));
    }

    @Property(tries = 300)
    void score_interval_contains_the_difference_and_is_mirrored_when_sides_are_swapped(
            @ForAll("proportions") Proportion first,
            @ForAll("proportions") Proportion second,
            @ForAll("levels") Confidence level,
            @ForAll MiettinenNurminen variant) {
        Estimate straight = variant.interval(first, second, level).orElseThrow();
        Interval turned =
                variant.interval(second, first, level).orElseThrow().interval().negated();

        assertThat(straight.interval().contains(straight.value())).isTrue();
        assertThat(straight.lower()).isBetween(-1.0, 1.0);
        assertThat(straight.upper()).isBetween(-1.0, 1.0);
        assertThat(turned.lower()).isCloseTo(straight.lower(), within(1e-12));
        assertThat(turned.upper()).isCloseTo(straight.upper(), within(1e-12));
    }

    @Property(tries = 300)
    void non_inferiority_test_and_score_interval_agree(
            @ForAll("proportions") Proportion first, @ForAll("proportions") Proportion second) {
        Confidence level = Confidence.ofOneSided(0.05);
        double lower = MiettinenNurminen.MEE
                .interval(first, second, level)
                .orElseThrow()
                .lower();
        if (lower < 0 && lower > -1) {
            assertThat(FarringtonManning.test(first, second, -lower)
                            .orElseThrow()
                            .pUpper())
                    .isCloseTo(0.05, within(1e-8));
        }
    }

    @Property(tries = 300)
    void p_value_of_non_inferiority_falls_as_the_margin_grows(
            @ForAll("proportions") Proportion first, @ForAll("proportions") Proportion second) {
        double before = 1;
        for (double margin : new double[] {0, 0.01, 0.05, 0.2, 0.9, 1}) {
            double p =
                    FarringtonManning.test(first, second, margin).orElseThrow().pUpper();
            assertThat(p).isBetween(0.0, 1.0);
            assertThat(p).isLessThanOrEqualTo(before + 1e-12);
            before = p;
        }
    }
}
