package dev.modelgate.core.policy.bucket;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.stats.decision.GateEvidence;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import java.util.Optional;

/**
 * What the bucket rule came to on one suite.
 *
 * @param allowed whether the run may go on: a pass, or an inconclusive one that the rule lets through
 * @param reasons empty exactly for a pass
 * @param rows one a bucket; empty after a mismatch
 * @param statistics of a mode that tests; the point rule needs none
 * @param warnings what the reader should know although it decides nothing
 */
public record BucketFinding(
        Decision decision,
        boolean allowed,
        ImmutableList<Reason> reasons,
        ImmutableList<BucketRow> rows,
        Optional<GateEvidence> statistics,
        ImmutableList<String> warnings) {

    /** True where nothing was compared, because the two sides may not be. */
    public boolean isMismatch() {
        return rows.isEmpty();
    }
}
