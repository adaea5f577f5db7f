package dev.modelgate.core.stats;

/** A difference in units of its standard error, with the two limits that plain division gets wrong. */
final class Standardised {

    private Standardised() {}

    /** {@code numerator / sqrt(variance)}; 0/0 is 0, x/0 is infinite with the sign of x. */
    static double of(double numerator, double variance) {
        if (numerator == 0) {
            return 0;
        }
        return variance > 0 ? numerator / Math.sqrt(variance) : Math.copySign(Double.POSITIVE_INFINITY, numerator);
    }
}
