package dev.modelgate.core.stats;

/**
 * How to resample, recorded with each result so that it can be drawn again.
 *
 * @param seed the first state of SplitMix64, all 64 bits; written as an unsigned decimal
 * @param resamples how many replicates, at least 1; 2,000 to 10,000 are customary
 */
public record ResamplePlan(long seed, int resamples) {

    public ResamplePlan {
        Require.positive("resamples", resamples);
    }

    /**
     * A plan from an unsigned decimal seed, as it stands in a policy.
     *
     * @throws IllegalArgumentException unless the seed is a whole number from 0 to 2^64 - 1
     */
    public static ResamplePlan of(String seed, int resamples) {
        if (!seed.matches("[0-9]{1,20}")) {
            throw new IllegalArgumentException(
                    "seed is '" + seed + "', but a whole decimal number from 0 to 18446744073709551615 is required");
        }
        try {
            return new ResamplePlan(Long.parseUnsignedLong(seed), resamples);
        } catch (NumberFormatException beyond64Bits) {
            throw new IllegalArgumentException(
                    "seed is " + seed + ", but it must be at most 18446744073709551615", beyond64Bits);
        }
    }

    /** The seed as a policy writes it. */
    public String unsignedSeed() {
        return Long.toUnsignedString(seed);
    }
}
