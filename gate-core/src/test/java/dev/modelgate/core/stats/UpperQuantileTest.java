package dev.modelgate.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantiles have all their digits, also where a solver would be content with fewer. */
class UpperQuantileTest {

    private static final double TWELVE_DIGITS = 1e-10;

    @Test
    void customary_quantiles_are_those_of_the_tables() {
        assertThat(UpperQuantile.studentT(1, 0.05)).isCloseTo(6.313751514675043, within(1e-13));
        assertThat(UpperQuantile.studentT(29, 0.025)).isCloseTo(2.045229642132703, within(1e-13));
        assertThat(UpperQuantile.chiSquared(2, 0.05)).isCloseTo(-2 * Math.log(0.05), within(1e-13));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 0.1, 0.05, 1e-3, 1e-6, 1e-10})
    void t_with_one_and_two_degrees_of_freedom_has_closed_forms(double tail) {
        assertThat(UpperQuantile.studentT(1, tail))
                .isCloseTo(1 / Math.tan(Math.PI * tail), withinPercentage(TWELVE_DIGITS));
        assertThat(UpperQuantile.studentT(2, tail))
                .isCloseTo((1 - 2 * tail) / Math.sqrt(2 * tail * (1 - tail)), withinPercentage(TWELVE_DIGITS));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.999, 0.9, 0.5, 0.05, 1e-3, 1e-6, 1e-10, 1e-100})
    void chi_squared_with_two_degrees_of_freedom_is_exponential(double tail) {
        assertThat(UpperQuantile.chiSquared(2, tail)).isCloseTo(-2 * Math.log(tail), withinPercentage(TWELVE_DIGITS));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.5, 0.05, 1e-3, 1e-6})
    void chi_squared_with_one_degree_of_freedom_is_a_squared_normal(double tail) {
        double normal = StandardNormal.upperQuantile(tail / 2);

        assertThat(UpperQuantile.chiSquared(1, tail)).isCloseTo(normal * normal, withinPercentage(TWELVE_DIGITS));
    }
}
