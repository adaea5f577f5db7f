package dev.modelgate.registry.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.modelgate.registry.diff.TensorDifference.Measured;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class DifferenceSumPropertyTest {

    @Property
    void the_mean_is_the_exact_mean_to_the_last_digits(
            @ForAll @Size(min = 1, max = 50) List<@DoubleRange(min = 0, max = 1e12) Double> distances) {
        DifferenceSum sum = new DifferenceSum();
        distances.forEach(sum::addDistance);
        double exact = distances.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(distances.size()), MathContext.DECIMAL128)
                .doubleValue();

        Measured measured = sum.measured();

        assertThat(measured.mean().orElseThrow()).isEqualTo(exact, within(Math.ulp(exact) * 4));
        assertThat(measured.largest().orElseThrow())
                .isEqualTo(distances.stream().mapToDouble(d -> d).max().orElseThrow());
    }

    @Property
    void each_element_is_counted_once(@ForAll List<Double> before, @ForAll double after) {
        DifferenceSum sum = new DifferenceSum();
        before.forEach(value -> sum.add(value, after));

        assertThat(sum.measured().elements()).isEqualTo(before.size());
        assertThat(sum.measured().differing())
                .isEqualTo(before.stream().filter(value -> value != after).count());
    }

    @Example
    void keeps_small_differences_beside_large_ones() {
        DifferenceSum sum = new DifferenceSum();
        sum.addDistance(1e16);
        for (int i = 0; i < 1000; i++) {
            sum.addDistance(1);
        }

        assertThat(sum.measured().mean()).hasValue((1e16 + 1000) / 1001);
    }

    @Example
    void is_infinite_and_not_nan_when_a_difference_exceeds_the_range() {
        DifferenceSum sum = new DifferenceSum();
        sum.add(Double.MAX_VALUE, -Double.MAX_VALUE);
        sum.add(1, 2);

        assertThat(sum.measured().largest()).hasValue(Double.POSITIVE_INFINITY);
        assertThat(sum.measured().mean()).hasValue(Double.POSITIVE_INFINITY);
    }
}
