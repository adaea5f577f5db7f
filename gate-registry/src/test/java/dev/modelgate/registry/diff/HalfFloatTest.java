package dev.modelgate.registry.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalfFloatTest {

    /** All 65,536 bit patterns, by the definition of the format. */
    @Test
    void decodes_every_bit_pattern_by_the_definition() {
        for (int bits = 0; bits <= 0xffff; bits++) {
            assertThat(Double.valueOf(HalfFloat.decode((short) bits)))
                    .as(Integer.toHexString(bits))
                    .isEqualTo(Double.valueOf(defined(bits)));
        }
    }

    @Test
    void knows_the_landmarks() {
        assertThat(HalfFloat.decode((short) 0x3c00)).isEqualTo(1f);
        assertThat(HalfFloat.decode((short) 0x7bff)).isEqualTo(65504f);
        assertThat(HalfFloat.decode((short) 0x0001)).isEqualTo(5.9604645e-8f);
        assertThat(HalfFloat.decode((short) 0xc000)).isEqualTo(-2f);
        assertThat(HalfFloat.decode((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(HalfFloat.decode((short) 0x7e00)).isNaN();
    }

    private static double defined(int bits) {
        double sign = bits / 0x8000 == 0 ? 1 : -1;
        int exponent = bits / 0x400 % 0x20;
        double fraction = bits % 0x400 / 1024.0;
        if (exponent == 31) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return exponent == 0 ? sign * fraction * Math.pow(2, -14) : sign * (1 + fraction) * Math.pow(2, exponent - 15);
    }
}
