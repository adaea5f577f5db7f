package dev.modelgate.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Distributions nearly alike, against sixty decimal digits, and categories that nobody saw. */
class DivergenceTest {

    @Test
    void nearly_equal_distributions_keep_their_digits() {
        Divergence found = Divergence.between(Histogram.of(1000, 1001, 999), Histogram.of(1001, 1000, 999), 0)
                .orElseThrow();

        assertThat(found.klPq()).isCloseTo(3.331667776945111e-07, within(1e-19));
        assertThat(found.klQp()).isCloseTo(3.331667776945111e-07, within(1e-19));
        assertThat(found.jensenShannon()).isCloseTo(8.329169095660798e-08, within(1e-20));
        assertThat(found.psi()).isCloseTo(6.663335553890222e-07, within(1e-19));
    }

    @Test
    void distributions_a_tenth_apart_have_the_digits_of_the_logarithm() {
        Divergence found = Divergence.between(Histogram.of(10, 11, 9), Histogram.of(11, 10, 9), 0)
                .orElseThrow();

        assertThat(found.klPq()).isCloseTo(0.0031770059934774953, within(1e-16));
        assertThat(found.psi()).isCloseTo(0.0063540119869549905, within(1e-16));
    }

    @Test
    void a_category_that_neither_side_saw_is_no_degree_of_freedom() {
        assertThat(compared(Map.of("a", 5L, "b", 0L), Map.of("a", 9L, "b", 0L)).degreesOfFreedom())
                .isZero();
        assertThat(compared(Map.of("a", 5L, "b", 0L), Map.of("a", 9L, "b", 1L)).degreesOfFreedom())
                .isEqualTo(1);
        assertThat(compared(Map.of("a", 5L, "b", 1L), Map.of("a", 9L)).degreesOfFreedom())
                .isEqualTo(1);
    }

    @Test
    void missing_values_are_cases_too() {
        Column column = Column.of(List.of(OptionalDouble.of(2), OptionalDouble.empty(), OptionalDouble.empty()));

        assertThat(column.size()).isEqualTo(3);
        assertThat(column.missing()).isEqualTo(2);
    }

    @Test
    void histograms_of_other_bins_are_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Divergence.between(Histogram.of(1, 2), Histogram.of(1, 2, 3), 0.5))
                .withMessageContaining("p has 2 entries and q has 3");
    }

    private static PsiCategorical compared(Map<String, Long> reference, Map<String, Long> current) {
        return PsiCategorical.between(reference, current, 0.5).orElseThrow();
    }
}
