package dev.modelgate.registry.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LongDistancePropertyTest {

    @Property
    void signed_is_the_exact_distance_rounded_once(@ForAll long left, @ForAll long right) {
        BigInteger exact =
                BigInteger.valueOf(left).subtract(BigInteger.valueOf(right)).abs();

        assertThat(LongDistance.signed(left, right)).isEqualTo(exact.doubleValue());
    }

    @Property
    void unsigned_is_the_exact_distance_rounded_once(@ForAll long left, @ForAll long right) {
        BigInteger exact = unsigned(left).subtract(unsigned(right)).abs();

        assertThat(LongDistance.unsigned(left, right)).isEqualTo(exact.doubleValue());
    }

    @Property
    void neighbours_are_one_apart_however_large_they_are(@ForAll long value) {
        assertThat(LongDistance.unsigned(value, value ^ 1)).isEqualTo(1);
        assertThat(LongDistance.signed(value, value ^ 1)).isEqualTo(1);
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }
}
