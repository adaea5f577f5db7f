package dev.modelgate.core.policy.bucket;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.review.Sides;
import dev.modelgate.core.stats.decision.BucketData;
import dev.modelgate.core.stats.decision.BucketEvidence;
import dev.modelgate.core.stats.decision.BucketQuestion;
import dev.modelgate.core.stats.decision.Finding;
import dev.modelgate.core.stats.decision.Gate;
import dev.modelgate.core.stats.decision.GateEvidence;
import dev.modelgate.core.stats.decision.Pooling;
import dev.modelgate.core.verdict.BucketResult;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.BucketStatus;
import dev.modelgate.core.verdict.Comparison;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import java.util.Optional;

/**
 * Judges buckets by the modes that test. All cases together are judged beside them; where the baseline has the
 * bucket {@code aggregate}, that bucket is those cases, and it is held to the pooled tolerance, once.
 */
final class EvidenceJudge {

    private final BucketRule rule;
    private final Optional<String> suite;

    EvidenceJudge(BucketRule rule, Optional<String> suite) {
        this.rule = rule;
        this.suite = suite;
    }

    BucketFinding judge(SuiteEvidence evidence, Comparison comparison) {
        Sides sides = Sides.of(candidate(evidence), evidence.before());
        ImmutableMap<String, BucketData> data = evidence.before().buckets().values().stream()
                .collect(ImmutableMap.toImmutableMap(Bucket::name, sides::data));
        boolean aggregatePools = rule.gateRule().pooledTolerance().isPresent() && isMeasured(data, Bucket.AGGREGATE);
        ImmutableList<BucketQuestion> questions = data.keySet().stream()
                .filter(bucket -> !aggregatePools || !bucket.equals(Bucket.AGGREGATE) || data.size() == 1)
                .map(bucket -> question(bucket, data))
                .collect(ImmutableList.toImmutableList());
        GateEvidence found = new Gate(rule.gateRule()).judge(questions, pooled(data, sides, questions));
        return new BucketFinding(
                decision(found),
                found.allowed(),
                reasons(found),
                rows(comparison, found, aggregatePools && data.size() > 1),
                Optional.of(found),
                BucketJudge.warnings(rule, comparison));
    }

    /** A total that the baseline has must be the candidate's own: made up from its cases, a dropped one would hold. */
    private static EvalReport candidate(SuiteEvidence evidence) {
        return evidence.before().bucket(Bucket.AGGREGATE).isPresent()
                ? evidence.found()
                : AllCases.in(evidence.found());
    }

    private BucketQuestion question(String bucket, ImmutableMap<String, BucketData> data) {
        return new BucketQuestion(
                bucket,
                data.getOrDefault(bucket, new BucketData.Missing()),
                rule.toleranceOf(bucket).points(),
                rule.proofRequiredOf(bucket));
    }

    /**
     * Every case once. Without cases and without {@code aggregate} the totals are added up only where no bucket could
     * share a case with another: where there is one bucket.
     */
    private static Optional<BucketData> pooled(
            ImmutableMap<String, BucketData> data, Sides sides, ImmutableList<BucketQuestion> questions) {
        if (data.containsKey(Bucket.AGGREGATE)) {
            return isMeasured(data, Bucket.AGGREGATE)
                    ? Optional.ofNullable(data.get(Bucket.AGGREGATE))
                    : Optional.empty();
        }
        if (!sides.pairs().isEmpty()) {
            return Optional.of(sides.data(AllCases.BUCKET));
        }
        return questions.size() == 1
                ? Pooling.of(questions.stream().map(BucketQuestion::data).toList())
                : Optional.empty();
    }

    private static boolean isMeasured(ImmutableMap<String, BucketData> data, String bucket) {
        return data.containsKey(bucket) && !(data.get(bucket) instanceof BucketData.Missing);
    }

    private static Decision decision(GateEvidence found) {
        return switch (found.decision()) {
            case PASS -> Decision.PASS;
            case FAIL -> Decision.REFUSED;
            case INCONCLUSIVE, NO_DATA -> Decision.INCONCLUSIVE;
        };
    }

    private ImmutableList<BucketRow> rows(Comparison comparison, GateEvidence found, boolean aggregatePools) {
        ImmutableMap<String, BucketEvidence> evidence =
                found.buckets().stream().collect(ImmutableMap.toImmutableMap(BucketEvidence::bucket, bucket -> bucket));
        return comparison.buckets().stream()
                .map(result -> result.bucket().equals(Bucket.AGGREGATE) && aggregatePools
                        ? row(result, found.pooled(), found, rule.pooledTolerance())
                        : row(
                                result,
                                Optional.ofNullable(evidence.get(result.bucket())),
                                found,
                                BucketJudge.otherTolerance(rule, result.bucket())))
                .collect(ImmutableList.toImmutableList());
    }

    private BucketRow row(
            BucketResult result, Optional<BucketEvidence> evidence, GateEvidence found, Optional<Tolerance> tolerance) {
        return new BucketRow(
                result.bucket(),
                evidence.filter(bucket -> result.status() != BucketStatus.MISSING)
                        .map(bucket -> status(bucket, found))
                        .orElse(result.status()),
                result.baseline(),
                result.candidate(),
                result.delta(),
                tolerance.filter(own -> !own.equals(rule.tolerance())),
                suite);
    }

    private static BucketStatus status(BucketEvidence evidence, GateEvidence found) {
        Finding finding = found.decidedByPointRule() ? evidence.pointFinding() : evidence.finding();
        return switch (finding) {
            case PASS -> BucketStatus.PASS;
            case FAIL -> BucketStatus.FAIL;
            case INCONCLUSIVE -> BucketStatus.INCONCLUSIVE;
            case NO_DATA -> BucketStatus.NO_DATA;
        };
    }

    private ImmutableList<Reason> reasons(GateEvidence found) {
        if (found.decision() == Finding.PASS) {
            return ImmutableList.of();
        }
        ImmutableList.Builder<Reason> reasons = ImmutableList.builder();
        EvidenceReasons words = new EvidenceReasons(rule, found);
        found.buckets().forEach(bucket -> words.of(bucket).ifPresent(reasons::add));
        words.pooled().ifPresent(reasons::add);
        ImmutableList<Reason> stated = reasons.build();
        return stated.isEmpty()
                ? ImmutableList.of(new Reason(
                        ReasonCode.EVIDENCE_INCONCLUSIVE, "no bucket could be judged, but at least one must be"))
                : stated;
    }
}
