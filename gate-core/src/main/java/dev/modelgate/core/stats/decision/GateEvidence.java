package dev.modelgate.core.stats.decision;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The decision of the gate with everything it rests on.
 *
 * @param rule that was applied
 * @param decision PASS, FAIL or INCONCLUSIVE
 * @param allowed whether the run may go on: a PASS, or an INCONCLUSIVE that the rule lets through
 * @param decidedByPointRule whether the evidence was inconclusive and the point rule decided instead
 * @param buckets in the order given
 * @param pooled all cases together, where judged
 * @param falseRefusal how often the point rule would refuse an unchanged candidate; empty where not known
 */
public record GateEvidence(
        GateRule rule,
        Finding decision,
        boolean allowed,
        boolean decidedByPointRule,
        List<BucketEvidence> buckets,
        Optional<BucketEvidence> pooled,
        OptionalDouble falseRefusal) {

    public GateEvidence {
        buckets = List.copyOf(buckets);
    }

    /** Buckets that did not fail and were not shown to hold: drops in them can have gone unseen. */
    public List<BucketEvidence> unproven() {
        return buckets.stream()
                .filter(bucket -> bucket.finding() == Finding.INCONCLUSIVE || bucket.finding() == Finding.NO_DATA)
                .toList();
    }
}
