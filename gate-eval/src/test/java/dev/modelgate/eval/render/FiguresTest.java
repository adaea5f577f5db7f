package dev.modelgate.eval.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.stats.Interval;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void a_change_keeps_its_sign_and_is_never_rounded_to_none() {
        assertThat(Figures.change(Fraction.of(-1, 24))).isEqualTo("-4.17");
        assertThat(Figures.change(Fraction.of(1, 1_000_000))).isEqualTo("+0.01");
        assertThat(Figures.change(Fraction.ZERO)).isEqualTo("0.00");
    }

    @Test
    void only_what_is_whole_is_a_hundred_percent() {
        assertThat(Figures.percent(Fraction.of(999_999, 1_000_000), 2)).isEqualTo("99.99");
        assertThat(Figures.percent(Fraction.ONE, 2)).isEqualTo("100.00");
        assertThat(Figures.percent(Fraction.of(2, 3), 1)).isEqualTo("66.7");
    }

    @Test
    void an_interval_has_a_sign_on_each_end() {
        assertThat(Figures.interval(new Interval(-0.0823, 0.0161))).isEqualTo("[-8.2, +1.6]");
        assertThat(Figures.interval(new Interval(-0.00001, 0))).isEqualTo("[0.0, 0.0]");
    }

    @Test
    void a_chance_is_never_rounded_to_impossible_or_certain() {
        assertThat(Figures.chance(0.00001)).isEqualTo("less than 0.1 %");
        assertThat(Figures.chance(0.0579)).isEqualTo("5.8 %");
        assertThat(Figures.chance(0.31)).isEqualTo("31 %");
        assertThat(Figures.chance(0.99999)).isEqualTo("more than 99 %");
    }

    @Test
    void a_tolerance_is_in_points() {
        assertThat(Figures.tolerance(Tolerance.DEFAULT)).isEqualTo("2 points");
        assertThat(Figures.tolerance(Tolerance.parse("0.01"))).isEqualTo("1 point");
        assertThat(Figures.tolerance(Tolerance.parse("0.005"))).isEqualTo("0.5 points");
    }

    @Property
    void the_text_of_what_misses_a_floor_never_reaches_the_floor(
            @ForAll @LongRange(min = 0, max = 999_999) long found, @ForAll @LongRange(min = 1, max = 1_000) long by) {
        Fraction is = Fraction.of(found, 1_000_000);
        Fraction floor = is.plus(Fraction.of(by, 1_000_000_000));

        assertThat(Figures.foundPercent(is, floor)).isNotEqualTo(Figures.floorPercent(is, floor));
        assertThat(Figures.found(is, floor)).isNotEqualTo(Figures.floor(is, floor));
    }
}
