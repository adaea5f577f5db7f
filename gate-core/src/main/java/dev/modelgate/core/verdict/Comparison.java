package dev.modelgate.core.verdict;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import java.util.Optional;
import java.util.function.Function;

/**
 * The point rule: every bucket of the baseline keeps at least {@code baseline - tolerance}, exactly.
 *
 * @param reasons why it refuses; empty exactly when it passes
 * @param buckets those of the baseline in its order, then the candidate's new ones; empty after a mismatch
 * @param warnings what the reader should know although it decides nothing
 */
public record Comparison(
        Tolerance tolerance,
        ImmutableList<Reason> reasons,
        ImmutableList<BucketResult> buckets,
        ImmutableList<String> warnings) {

    /**
     * Compares two reports.
     *
     * @throws IllegalArgumentException when the baseline has no buckets: nothing would be compared, and a gate that
     *     compares nothing must not pass
     */
    public static Comparison of(EvalReport candidate, EvalReport baseline, Tolerance tolerance) {
        return of(candidate, baseline, tolerance, bucket -> tolerance);
    }

    /**
     * Compares two reports, each bucket by its own tolerance.
     *
     * @param tolerance where no bucket has another
     * @throws IllegalArgumentException when the baseline has no buckets
     */
    public static Comparison of(
            EvalReport candidate, EvalReport baseline, Tolerance tolerance, Function<String, Tolerance> each) {
        if (baseline.buckets().isEmpty()) {
            throw new IllegalArgumentException(
                    "the baseline has no buckets, but at least one is required; write it from a real evaluation");
        }
        ImmutableList<String> warnings =
                Comparability.warning(candidate, baseline).stream().collect(ImmutableList.toImmutableList());
        ImmutableList<Reason> mismatches = Comparability.mismatches(candidate, baseline);
        if (!mismatches.isEmpty()) {
            return new Comparison(tolerance, mismatches, ImmutableList.of(), warnings);
        }
        ImmutableList<BucketResult> results = judge(candidate, baseline, each);
        return new Comparison(tolerance, reasons(results), results, warnings);
    }

    public boolean passes() {
        return reasons.isEmpty();
    }

    public Decision decision() {
        return passes() ? Decision.PASS : Decision.REFUSED;
    }

    /** The buckets that block. */
    public ImmutableList<BucketResult> blocking() {
        return buckets.stream().filter(result -> !result.holds()).collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<BucketResult> judge(
            EvalReport candidate, EvalReport baseline, Function<String, Tolerance> tolerance) {
        ImmutableList.Builder<BucketResult> results = ImmutableList.builder();
        for (Bucket bucket : baseline.buckets().values()) {
            results.add(BucketResult.judge(bucket, candidate.bucket(bucket.name()), tolerance.apply(bucket.name())));
        }
        for (Bucket bucket : candidate.buckets().values()) {
            if (baseline.bucket(bucket.name()).isEmpty()) {
                results.add(new BucketResult.New(bucket.name(), bucket.accuracy()));
            }
        }
        return results.build();
    }

    private static ImmutableList<Reason> reasons(ImmutableList<BucketResult> results) {
        return results.stream()
                .flatMap(result -> code(result).map(code -> new Reason(code, result.explanation())).stream())
                .collect(ImmutableList.toImmutableList());
    }

    private static Optional<ReasonCode> code(BucketResult result) {
        if (result instanceof BucketResult.Fail) {
            return Optional.of(ReasonCode.BUCKET_BELOW_FLOOR);
        }
        return result instanceof BucketResult.Missing ? Optional.of(ReasonCode.BUCKET_MISSING) : Optional.empty();
    }
}
