package dev.modelgate.core.evidence;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One case of an evaluation: what was asked of the model and how it did.
 *
 * @param id unique within a report; pairs the case with the other side's
 * @param buckets those it counts in, without {@code aggregate}, which holds every case
 * @param score in [0, 1]; 1 and 0 for a passed and a failed case of a binary scorer
 * @param passed whether it counts as correct, where that is known; absent for a graded score without a threshold
 * @param cluster what the case shares with others (a verb, a passage), for clustered errors
 * @param latencyMs how long the answer took, in milliseconds, where it was measured
 */
public record CaseResult(
        String id,
        ImmutableList<String> buckets,
        Fraction score,
        Optional<Boolean> passed,
        Optional<String> input,
        Optional<String> expected,
        Optional<String> output,
        Optional<String> cluster,
        Optional<BigDecimal> latencyMs) {

    /** A case whose latency was not measured. */
    public CaseResult(
            String id,
            ImmutableList<String> buckets,
            Fraction score,
            Optional<Boolean> passed,
            Optional<String> input,
            Optional<String> expected,
            Optional<String> output,
            Optional<String> cluster) {
        this(id, buckets, score, passed, input, expected, output, cluster, Optional.empty());
    }

    public CaseResult {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a case has an empty id, but ids pair the two sides; give it one");
        }
        if (score.signum() < 0 || score.compareTo(Fraction.ONE) > 0) {
            throw new IllegalArgumentException(
                    "case '%s' has the score %s, but it must lie in [0, 1]".formatted(id, score));
        }
    }

    /** True when the case counts in that bucket; every case counts in {@link Bucket#AGGREGATE}. */
    public boolean isIn(String bucket) {
        return bucket.equals(Bucket.AGGREGATE) || buckets.contains(bucket);
    }
}
