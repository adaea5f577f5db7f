package dev.modelgate.core.policy.bucket;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.stats.decision.GateRule;
import dev.modelgate.core.stats.decision.Mode;
import dev.modelgate.core.stats.decision.OnInconclusive;
import dev.modelgate.core.stats.decision.TestPlan;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How the buckets of a suite are judged.
 *
 * @param mode who carries the burden of proof
 * @param tolerance what a bucket may lose
 * @param overrides for single buckets and patterns: an exact name before any pattern, else the first that matches
 * @param pooledTolerance what all cases together may lose, in every mode but {@link Mode#POINT}
 * @param proofRequired whether every bucket must be shown to hold in mode {@link Mode#EVIDENCE}
 * @param onInconclusive what becomes of a suite that shows neither
 * @param plan how to test
 */
public record BucketRule(
        Mode mode,
        Tolerance tolerance,
        ImmutableList<BucketOverride> overrides,
        Optional<Tolerance> pooledTolerance,
        boolean proofRequired,
        OnInconclusive onInconclusive,
        TestPlan plan) {

    /** The point rule with two points: what holds where nobody decided otherwise. */
    public static final BucketRule DEFAULT = point(Tolerance.DEFAULT, ImmutableList.of());

    public BucketRule {
        if (mode == Mode.EVIDENCE && pooledTolerance.isEmpty()) {
            throw new IllegalArgumentException(
                    "the mode is evidence without a pooled tolerance, but it passes only what"
                            + " is shown for all cases together; give one, such as 'pooled_tolerance: 0.02'");
        }
        for (int i = 0; i < overrides.size(); i++) {
            requireNotTwice(overrides, i);
        }
    }

    private static void requireNotTwice(ImmutableList<BucketOverride> overrides, int last) {
        Glob buckets = overrides.get(last).buckets();
        if (overrides.subList(0, last).stream()
                .anyMatch(other -> other.buckets().equals(buckets))) {
            throw new IllegalArgumentException(
                    "buckets '%s' are overridden twice, but only the first would count; keep one".formatted(buckets));
        }
    }

    /** The exact rule alone. */
    public static BucketRule point(Tolerance tolerance, ImmutableList<BucketOverride> overrides) {
        return new BucketRule(
                Mode.POINT, tolerance, overrides, Optional.empty(), false, OnInconclusive.REFUSE, TestPlan.DEFAULT);
    }

    /** The same rule with less alpha. */
    public BucketRule withAlpha(double alpha) {
        return new BucketRule(
                mode, tolerance, overrides, pooledTolerance, proofRequired, onInconclusive, plan.withAlpha(alpha));
    }

    public Tolerance toleranceOf(String bucket) {
        return first(bucket, override -> override.tolerance().isPresent())
                .flatMap(BucketOverride::tolerance)
                .orElse(tolerance);
    }

    public boolean proofRequiredOf(String bucket) {
        return first(bucket, override -> override.proofRequired().isPresent())
                .flatMap(BucketOverride::proofRequired)
                .orElse(proofRequired);
    }

    private Optional<BucketOverride> first(String bucket, Predicate<BucketOverride> says) {
        return overrides.stream()
                .filter(override ->
                        override.buckets().isName() && override.buckets().matches(bucket) && says.test(override))
                .findFirst()
                .or(() -> overrides.stream()
                        .filter(override -> override.buckets().matches(bucket) && says.test(override))
                        .findFirst());
    }

    /** In the words of the statistics. */
    public GateRule gateRule() {
        Optional<Fraction> pooled = mode == Mode.POINT ? Optional.empty() : pooledTolerance.map(Tolerance::points);
        return new GateRule(mode, onInconclusive, pooled, plan);
    }
}
