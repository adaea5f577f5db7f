package dev.modelgate.core.verdict;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.Tolerance;
import java.util.Optional;

/**
 * One bucket as the verdict keeps it: every renderer works from these rows.
 *
 * @param delta candidate minus baseline, where both were measured
 * @param tolerance that it was held to, where it is another than the verdict's
 * @param suite that it belongs to, where the policy judges several and it is not the first
 */
public record BucketRow(
        String bucket,
        BucketStatus status,
        Optional<Fraction> baseline,
        Optional<Fraction> candidate,
        Optional<Fraction> delta,
        Optional<Tolerance> tolerance,
        Optional<String> suite) {

    /** A row of the first suite, held to the verdict's tolerance. */
    public BucketRow(
            String bucket,
            BucketStatus status,
            Optional<Fraction> baseline,
            Optional<Fraction> candidate,
            Optional<Fraction> delta) {
        this(bucket, status, baseline, candidate, delta, Optional.empty(), Optional.empty());
    }

    public static BucketRow of(BucketResult result) {
        return new BucketRow(result.bucket(), result.status(), result.baseline(), result.candidate(), result.delta());
    }

    /** True for a bucket that speaks against the candidate. */
    public boolean blocks() {
        return status == BucketStatus.FAIL || status == BucketStatus.MISSING;
    }
}
