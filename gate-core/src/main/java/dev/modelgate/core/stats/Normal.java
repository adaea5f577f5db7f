package dev.modelgate.core.stats;

/** The standard normal distribution, for planning outside of a test. */
public final class Normal {

    private Normal() {}

    /** {@code 1 - Phi(z)}: the probability above z, accurate also far out. */
    public static double above(double z) {
        return StandardNormal.survival(z);
    }
}
