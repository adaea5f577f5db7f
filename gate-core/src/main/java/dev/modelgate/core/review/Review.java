package dev.modelgate.core.review;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.stats.decision.BucketEvidence;
import dev.modelgate.core.stats.decision.Gate;
import dev.modelgate.core.stats.decision.GateEvidence;
import dev.modelgate.core.stats.decision.GateRule;
import dev.modelgate.core.stats.decision.TestPlan;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A verdict and what the evidence behind it shows. It decides nothing: the decision stands in the verdict.
 *
 * @param buckets in the verdict's order
 * @param plan of the statistics: intervals are at 1 - 2 alpha
 * @param falseRefusal how often the point rule would refuse a candidate that is exactly as good; empty where unknown
 * @param pairs every case on both sides; empty where one side has none
 * @param candidate its report, where at hand
 * @param baseline its report, where at hand
 */
public record Review(
        Verdict verdict,
        ImmutableList<BucketReview> buckets,
        TestPlan plan,
        OptionalDouble falseRefusal,
        ImmutableList<CasePair> pairs,
        Optional<EvalReport> candidate,
        Optional<EvalReport> baseline) {

    /** A verdict whose evidence is not at hand. */
    public static Review of(Verdict verdict) {
        return new Review(
                verdict,
                verdict.buckets().stream()
                        .map(row -> BucketReview.of(row, row.tolerance().orElse(verdict.tolerance())))
                        .collect(ImmutableList.toImmutableList()),
                TestPlan.DEFAULT,
                OptionalDouble.empty(),
                ImmutableList.of(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A verdict with the evidence that it names.
     *
     * @throws CannotJudgeException where these are not the reports that the verdict names by digest: numbers of other
     *     files beside it would be worse than none
     */
    public static Review of(Verdict verdict, Evidence candidate, Evidence baseline) {
        return of(verdict, candidate, baseline, TestPlan.DEFAULT);
    }

    /**
     * The same, with the plan by which a policy tests.
     *
     * @throws CannotJudgeException where these are not the reports that the verdict names by digest
     */
    public static Review of(Verdict verdict, Evidence candidate, Evidence baseline, TestPlan plan) {
        require("candidate", verdict.candidate().sha256(), candidate.sha256());
        require("baseline", verdict.baseline().sha256(), baseline.sha256());
        verdict.candidate()
                .casesSha256()
                .ifPresent(named -> require(
                        "case file of the candidate",
                        named,
                        candidate.casesSha256().orElse("absent")));
        return new Reviewing(verdict, new Asking(verdict, Sides.of(candidate.report(), baseline.report())), plan)
                .review(candidate.report(), baseline.report());
    }

    /** The buckets as a person wants to see them. */
    public ImmutableList<BucketReview> worstFirst() {
        return ImmutableList.sortedCopyOf(BucketReview.WORST_FIRST, buckets);
    }

    public Optional<BucketReview> bucket(String name) {
        return buckets.stream().filter(review -> review.bucket().equals(name)).findFirst();
    }

    /** Whether the reports were at hand, and not only the verdict. */
    public boolean hasEvidence() {
        return candidate.isPresent();
    }

    /** The level of the intervals, 0.9 by default. */
    public double level() {
        return plan.confidence().level();
    }

    /** How much of the point rule's verdict may be chance. */
    public Chance chance() {
        return Chance.of(this);
    }

    public ImmutableList<CasePair> pairs(CasePair.Outcome outcome) {
        return pairs.stream().filter(pair -> pair.outcome() == outcome).collect(ImmutableList.toImmutableList());
    }

    /** The same within a bucket; of a further suite no cases are at hand. */
    public ImmutableList<CasePair> pairs(BucketReview bucket, CasePair.Outcome outcome) {
        return bucket.row().suite().isPresent()
                ? ImmutableList.of()
                : pairs(outcome).stream()
                        .filter(pair -> pair.baseline().isIn(bucket.row().bucket()))
                        .collect(ImmutableList.toImmutableList());
    }

    private static void require(String side, String named, String found) {
        if (!named.equals(found)) {
            throw new CannotJudgeException(
                    "the %s has the SHA-256 %s, but the verdict was made from %s; name the file that was judged"
                            .formatted(side, found, named));
        }
    }

    /** The statistics of all buckets, as one family. */
    private record Reviewing(Verdict verdict, Asking asking, TestPlan plan) {

        Review review(EvalReport candidate, EvalReport baseline) {
            GateEvidence judged = new Gate(GateRule.point(plan)).judge(asking.of(baseline));
            ImmutableMap<String, BucketEvidence> evidence = judged.buckets().stream()
                    .collect(ImmutableMap.toImmutableMap(BucketEvidence::bucket, found -> found));
            return new Review(
                    verdict,
                    verdict.buckets().stream()
                            .map(row -> bucket(row, Optional.ofNullable(evidence.get(row.bucket()))))
                            .collect(ImmutableList.toImmutableList()),
                    plan,
                    judged.falseRefusal(),
                    asking.sides().pairs(),
                    Optional.of(candidate),
                    Optional.of(baseline));
        }

        /** The reports at hand are those of the first suite; of the others the rows alone are known. */
        private BucketReview bucket(BucketRow row, Optional<BucketEvidence> evidence) {
            if (row.suite().isPresent()) {
                return BucketReview.of(row, asking.tolerance(row));
            }
            var cases = evidence.isPresent() ? asking.sides().pairs(row.bucket()) : ImmutableList.<CasePair>of();
            return new BucketReview(
                    row,
                    asking.tolerance(row),
                    asking.sides().baselineBucket(row.bucket()),
                    asking.sides().candidateBucket(row.bucket()),
                    known(cases, CasePair.Outcome.LOST),
                    known(cases, CasePair.Outcome.WON),
                    evidence);
        }

        private static OptionalLong known(ImmutableList<CasePair> cases, CasePair.Outcome outcome) {
            return cases.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Sides.count(cases, outcome));
        }
    }
}
