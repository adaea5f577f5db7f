package dev.modelgate.registry.diff;

/** IEEE 754 binary16, which the JDK reads only from release 20 on. */
final class HalfFloat {

    private static final int EXPONENT_MASK = 0x1f;
    private static final int FRACTION_MASK = 0x3ff;

    /** The value of the lowest bit of a subnormal number: 2^-24. */
    private static final float SUBNORMAL_UNIT = 0x1p-24f;

    private HalfFloat() {}

    static float decode(short bits) {
        int exponent = (bits >> 10) & EXPONENT_MASK;
        int fraction = bits & FRACTION_MASK;
        float magnitude = magnitude(exponent, fraction);
        return bits < 0 ? -magnitude : magnitude;
    }

    private static float magnitude(int exponent, int fraction) {
        if (exponent == 0) {
            return fraction * SUBNORMAL_UNIT;
        }
        if (exponent == EXPONENT_MASK) {
            return fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        }
        return Float.intBitsToFloat(((exponent + 127 - 15) << 23) | (fraction << 13));
    }
}
