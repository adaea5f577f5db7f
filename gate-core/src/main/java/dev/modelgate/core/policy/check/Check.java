package dev.modelgate.core.policy.check;

import dev.modelgate.core.policy.bucket.SuiteEvidence;

/**
 * One thing that a policy demands. A check that lacks a number it asks for says so; it never passes by not looking.
 */
public sealed interface Check
        permits AbsoluteLimit,
                ArtifactSize,
                BucketTolerance,
                Calibration,
                Champion,
                Composite,
                CostPerQuality,
                Diagnostics,
                Drift,
                EvalSet,
                Flakiness,
                Integrity,
                LatencyRatio,
                MetricLimit,
                RefusalSuite,
                RelativeDrop,
                RequiredMetrics,
                WorstGroupGap {

    /** The word of the policy. */
    String type();

    /** What it demands, in words: {@code metrics.auc is at least 0.95}. */
    String demand();

    /**
     * Looks at one suite.
     *
     * @param all the evidence of the policy, for what a suite does not hold
     */
    Outcome judge(SuiteEvidence suite, PolicyEvidence all);
}
