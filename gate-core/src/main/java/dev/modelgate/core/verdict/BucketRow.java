package dev.modelgate.core.verdict;

import dev.modelgate.core.evidence.Fraction;
import java.util.Optional;

/**
 * One bucket as the verdict keeps it: every renderer works from these rows.
 *
 * @param delta candidate minus baseline, where both were measured
 */
public record BucketRow(
        String bucket,
        BucketStatus status,
        Optional<Fraction> baseline,
        Optional<Fraction> candidate,
        Optional<Fraction> delta) {

    public static BucketRow of(BucketResult result) {
        return new BucketRow(result.bucket(), result.status(), result.baseline(), result.candidate(), result.delta());
    }

    /** True for a bucket that speaks against the candidate. */
    public boolean blocks() {
        return status == BucketStatus.FAIL || status == BucketStatus.MISSING;
    }
}
