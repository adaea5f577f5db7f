package dev.modelgate.registry.diff;

/**
 * The distance of two 64-bit integers. It is taken in integers, where it is exact, and only then rounded to a double:
 * two large neighbours would be one and the same double.
 */
final class LongDistance {

    private LongDistance() {}

    static double signed(long left, long right) {
        return ofUnsigned(left >= right ? left - right : right - left);
    }

    static double unsigned(long left, long right) {
        return ofUnsigned(Long.compareUnsigned(left, right) >= 0 ? left - right : right - left);
    }

    /** Halves what a signed long could not hold, and keeps the lost bit for the rounding. */
    private static double ofUnsigned(long distance) {
        return distance >= 0 ? distance : 2.0 * ((distance >>> 1) | (distance & 1));
    }
}
