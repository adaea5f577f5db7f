package dev.modelgate.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FractionTest {

    @ParameterizedTest
    @CsvSource({
        "146, 150, 73/75",
        "-1, 150, -1/150",
        "93, 100, 0.93",
        "100, 100, 1",
        "0, 7, 0",
        "-2, 100, -0.02",
        "1, 3, 1/3",
        "3000, 1, 3000"
    })
    void prints_a_plain_decimal_where_one_exists_and_lowest_terms_where_not(long n, long d, String text) {
        assertThat(Fraction.of(n, d)).hasToString(text);
    }

    @Test
    void has_one_form_for_equal_values() {
        assertThat(Fraction.of(2, -4)).isEqualTo(Fraction.of(-1, 2)).isEqualTo(Fraction.of(new BigDecimal("-0.50")));
    }

    @Test
    void refuses_a_zero_denominator() {
        assertThatThrownBy(() -> Fraction.of(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("denominator 0");
    }

    @Test
    void refuses_an_exponent_that_would_exhaust_memory() {
        assertThatThrownBy(() -> Fraction.of(new BigDecimal("1e-999999999")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 1000 digits");
    }

    @Property
    void adds_and_subtracts_exactly(
            @ForAll @IntRange(min = -999, max = 999) int a,
            @ForAll @IntRange(min = 1, max = 999) int b,
            @ForAll @IntRange(min = -999, max = 999) int c,
            @ForAll @IntRange(min = 1, max = 999) int d) {
        Fraction left = Fraction.of(a, b);
        Fraction right = Fraction.of(c, d);

        assertThat(left.plus(right).minus(right)).isEqualTo(left);
        assertThat(left.minus(right).signum()).isEqualTo(left.compareTo(right));
        assertThat(left.times(right)).isEqualTo(right.times(left));
        assertThat(left.toDouble()).isCloseTo((double) a / b, offset(1e-12));
    }
}
