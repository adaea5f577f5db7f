package dev.modelgate.core.stats.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges all buckets, and all their cases together, by one rule.
 *
 * <p>The gate fails if any bucket fails or the pooled comparison does; its harm p-value is one more member of the
 * Holm family. In {@link Mode#EVIDENCE} it passes if pooled non-inferiority is shown and every bucket whose proof is
 * required passes; in {@link Mode#NONINFERIORITY} if every bucket passes (intersection-union, no adjustment); in
 * {@link Mode#HARM} if every bucket could be tested and none failed; in {@link Mode#POINT} if every bucket holds.
 * Nothing passes without buckets.
 */
public final class Gate {

    private static final String POOLED = "pooled";

    private final GateRule rule;

    public Gate(GateRule rule) {
        this.rule = rule;
    }

    /** Judges these buckets, pooling their cases, which must not overlap. */
    public GateEvidence judge(List<BucketQuestion> buckets) {
        return judge(
                buckets,
                rule.isPooled()
                        ? Pooling.of(buckets.stream().map(BucketQuestion::data).toList())
                        : Optional.empty());
    }

    /** Judges these buckets beside the pooled data of all cases, each counted once. */
    public GateEvidence judge(List<BucketQuestion> buckets, Optional<BucketData> pooled) {
        List<BucketQuestion> family = new ArrayList<>(buckets);
        if (rule.isPooled()) {
            pooled.ifPresent(data -> family.add(
                    BucketQuestion.of(POOLED, data, rule.pooledTolerance().orElseThrow())));
        }
        List<BucketEvidence> judged = new Verdicts(rule.mode(), rule.plan(), family).all();
        return decided(
                buckets,
                judged.subList(0, buckets.size()),
                judged.size() > buckets.size() ? Optional.of(judged.get(buckets.size())) : Optional.empty());
    }

    private GateEvidence decided(
            List<BucketQuestion> questions, List<BucketEvidence> buckets, Optional<BucketEvidence> pooled) {
        Finding shown = shown(buckets, pooled);
        boolean byPoint = shown == Finding.INCONCLUSIVE
                && rule.mode() != Mode.POINT
                && rule.onInconclusive() == OnInconclusive.POINT;
        Finding decision = byPoint ? byPointRule(buckets) : shown;
        return new GateEvidence(
                rule,
                decision,
                decision == Finding.PASS || isLetThrough(decision, buckets),
                byPoint,
                buckets,
                pooled,
                PointNoise.falseRefusal(questions, rule.plan()));
    }

    private Finding shown(List<BucketEvidence> buckets, Optional<BucketEvidence> pooled) {
        if (anyFails(buckets) || anyFails(pooled.stream().toList())) {
            return Finding.FAIL;
        }
        boolean passes = !buckets.isEmpty() && isPassed(buckets, pooled);
        return passes ? Finding.PASS : Finding.INCONCLUSIVE;
    }

    private boolean isPassed(List<BucketEvidence> buckets, Optional<BucketEvidence> pooled) {
        boolean pooledPasses = pooled.map(all -> all.finding() == Finding.PASS).orElse(!rule.isPooled());
        return pooledPasses
                && buckets.stream().filter(this::mustPass).allMatch(bucket -> bucket.finding() == Finding.PASS);
    }

    private boolean mustPass(BucketEvidence bucket) {
        return rule.mode() != Mode.EVIDENCE || bucket.question().proofRequired();
    }

    private static boolean anyFails(List<BucketEvidence> evidence) {
        return evidence.stream().anyMatch(bucket -> bucket.finding() == Finding.FAIL);
    }

    private static Finding byPointRule(List<BucketEvidence> buckets) {
        if (buckets.stream().anyMatch(bucket -> bucket.pointFinding() == Finding.FAIL)) {
            return Finding.FAIL;
        }
        boolean allHold =
                !buckets.isEmpty() && buckets.stream().allMatch(bucket -> bucket.pointFinding() == Finding.PASS);
        return allHold ? Finding.PASS : Finding.INCONCLUSIVE;
    }

    /** An inconclusive run may be let through, but not one that measured nothing; the point rule knows no doubt. */
    private boolean isLetThrough(Finding decision, List<BucketEvidence> buckets) {
        return decision == Finding.INCONCLUSIVE
                && rule.mode() != Mode.POINT
                && rule.onInconclusive() == OnInconclusive.ALLOW
                && buckets.stream().anyMatch(bucket -> bucket.delta().isPresent());
    }
}
