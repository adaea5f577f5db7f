package dev.modelgate.core.policy.gate;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.policy.bucket.BucketFinding;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;

/**
 * What a policy came to.
 *
 * @param allowed whether the candidate may go on: a pass, or an inconclusive one that the policy lets through
 * @param reasons empty exactly for a pass
 * @param findings of each suite whose buckets were judged, the first under {@code ""}
 */
public record Judgement(
        Decision decision,
        boolean allowed,
        ImmutableList<Reason> reasons,
        ImmutableMap<String, BucketFinding> findings,
        ImmutableList<CheckResult> checks,
        ImmutableList<String> warnings) {

    /** Of all suites, in their order. */
    public ImmutableList<BucketRow> rows() {
        return findings.values().stream()
                .flatMap(finding -> finding.rows().stream())
                .collect(ImmutableList.toImmutableList());
    }
}
