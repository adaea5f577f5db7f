package dev.modelgate.core.stats.decision;

import dev.modelgate.core.evidence.Fraction;

/**
 * A bucket to judge.
 *
 * @param bucket its name, as written in the report
 * @param data what is known of it on both sides
 * @param tolerance how much it may lose, a fraction in [0, 1]
 * @param proofRequired whether mode {@link Mode#EVIDENCE} passes only if this bucket is shown to be within it
 */
public record BucketQuestion(String bucket, BucketData data, Fraction tolerance, boolean proofRequired) {

    public BucketQuestion {
        if (tolerance.signum() < 0 || tolerance.compareTo(Fraction.ONE) > 0) {
            throw new IllegalArgumentException("the tolerance of bucket '" + bucket + "' is " + tolerance
                    + ", but it must lie in [0, 1]; 0.02 are two points");
        }
    }

    /** A bucket whose proof is not required. */
    public static BucketQuestion of(String bucket, BucketData data, Fraction tolerance) {
        return new BucketQuestion(bucket, data, tolerance, false);
    }

    /** Whether the observed change is below the tolerance, exactly; false without data. */
    boolean isBelowTolerance() {
        return data.delta()
                .map(delta -> delta.compareTo(tolerance.negated()) < 0)
                .orElse(false);
    }

    Measured measured(TestPlan plan) {
        return Measuring.of(data, tolerance.toDouble(), plan);
    }
}
