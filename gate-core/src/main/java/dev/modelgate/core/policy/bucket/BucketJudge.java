package dev.modelgate.core.policy.bucket;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.stats.decision.Mode;
import dev.modelgate.core.verdict.BucketResult;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.Comparison;
import java.util.Optional;

/** Judges the buckets of one suite by a rule. What may not be compared is refused in every mode alike. */
public final class BucketJudge {

    private final BucketRule rule;
    private final Optional<String> suite;

    /** @param suite the name that rows carry; empty for the first suite */
    public BucketJudge(BucketRule rule, Optional<String> suite) {
        this.rule = rule;
        this.suite = suite;
    }

    /**
     * Judges.
     *
     * @throws CannotJudgeException where the baseline has no buckets: a gate that compares nothing must not pass
     */
    public BucketFinding judge(SuiteEvidence evidence) {
        Comparison comparison = compare(evidence);
        boolean mismatch = comparison.buckets().isEmpty();
        BucketFinding finding = rule.mode() == Mode.POINT || mismatch
                ? byPoint(comparison)
                : new EvidenceJudge(rule, suite).judge(evidence, comparison);
        return finding;
    }

    private Comparison compare(SuiteEvidence evidence) {
        try {
            return Comparison.of(evidence.found(), evidence.before(), rule.tolerance(), rule::toleranceOf);
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(String.valueOf(e.getMessage()), e);
        }
    }

    private BucketFinding byPoint(Comparison comparison) {
        return new BucketFinding(
                comparison.decision(),
                comparison.passes(),
                comparison.reasons(),
                comparison.buckets().stream().map(this::row).collect(ImmutableList.toImmutableList()),
                Optional.empty(),
                warnings(comparison));
    }

    private BucketRow row(BucketResult result) {
        return new BucketRow(
                result.bucket(),
                result.status(),
                result.baseline(),
                result.candidate(),
                result.delta(),
                otherTolerance(rule, result.bucket()),
                suite);
    }

    static Optional<Tolerance> otherTolerance(BucketRule rule, String bucket) {
        return Optional.of(rule.toleranceOf(bucket)).filter(own -> !own.equals(rule.tolerance()));
    }

    /** A pattern that fits nothing is likely misspelled, and what it should tighten stays loose. */
    private ImmutableList<String> warnings(Comparison comparison) {
        return warnings(rule, comparison);
    }

    static ImmutableList<String> warnings(BucketRule rule, Comparison comparison) {
        ImmutableList.Builder<String> warnings = ImmutableList.<String>builder().addAll(comparison.warnings());
        if (!comparison.buckets().isEmpty()) {
            rule.overrides().stream()
                    .filter(override -> comparison.buckets().stream()
                            .noneMatch(result -> override.buckets().matches(result.bucket())))
                    .forEach(override -> warnings.add(
                            "the policy overrides buckets '%s', but no bucket has such a name; check its spelling"
                                    .formatted(override.buckets())));
        }
        return warnings.build();
    }
}
