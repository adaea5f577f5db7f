package dev.modelgate.core.review;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Bucket.Counts;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.FrechetBounds;
import dev.modelgate.core.stats.Proportion;
import dev.modelgate.core.stats.Sample;
import dev.modelgate.core.stats.decision.BucketData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two comparable reports side by side. Where both have cases they are paired; where only totals are left, the pairing
 * is lost, or the cases differ; and where nobody counted, no number of cases is invented.
 */
public final class Sides {

    private final EvalReport candidate;
    private final EvalReport baseline;
    private final ImmutableList<CasePair> pairs;
    private final ImmutableListMultimap<String, CasePair> byBucket;

    private Sides(EvalReport candidate, EvalReport baseline) {
        this.candidate = candidate;
        this.baseline = baseline;
        this.pairs = pair(candidate, baseline);
        this.byBucket = index(pairs);
    }

    public static Sides of(EvalReport candidate, EvalReport baseline) {
        return new Sides(candidate, baseline);
    }

    /** Every case of the baseline with its answer by the candidate; empty unless all of them have one. */
    public ImmutableList<CasePair> pairs() {
        return pairs;
    }

    /** The pairs that count in a bucket. */
    public ImmutableList<CasePair> pairs(String bucket) {
        return bucket.equals(Bucket.AGGREGATE) ? pairs : byBucket.get(bucket);
    }

    Optional<Bucket> candidateBucket(String name) {
        return candidate.bucket(name);
    }

    Optional<Bucket> baselineBucket(String name) {
        return baseline.bucket(name);
    }

    /** What is known of a bucket of the baseline on both sides. */
    public BucketData data(Bucket before) {
        Optional<Bucket> after = candidate.bucket(before.name());
        if (after.isEmpty()) {
            return new BucketData.Missing();
        }
        ImmutableList<CasePair> cases = pairs(before.name());
        return cases.isEmpty() ? ofTotals(before, after.get()) : ofPairs(cases);
    }

    private static BucketData ofPairs(List<CasePair> cases) {
        boolean clustered =
                cases.stream().anyMatch(pair -> pair.baseline().cluster().isPresent());
        if (cases.stream().allMatch(CasePair::isBinary) && !clustered) {
            return BucketData.Paired.of(
                    count(cases, CasePair.Outcome.WON), count(cases, CasePair.Outcome.LOST), cases.size());
        }
        Sample differences =
                Sample.of(cases.stream().map(pair -> pair.change().toDouble()).toList());
        Optional<Fraction> delta = Optional.of(cases.stream()
                .map(CasePair::change)
                .reduce(Fraction.ZERO, Fraction::plus)
                .times(Fraction.of(1, cases.size())));
        return clustered
                ? new BucketData.Clustered(
                        differences, cases.stream().map(Sides::cluster).toList(), delta)
                : new BucketData.Graded(differences, delta);
    }

    static long count(List<CasePair> cases, CasePair.Outcome outcome) {
        return cases.stream().filter(pair -> pair.outcome() == outcome).count();
    }

    /** By the baseline's word, for the candidate must not choose them. A case outside of any is one of its own. */
    private static String cluster(CasePair pair) {
        return pair.baseline().cluster().map(label -> "cluster " + label).orElse("case " + pair.id());
    }

    private BucketData ofTotals(Bucket before, Bucket after) {
        Optional<Counts> required = before.counts();
        Optional<Counts> found = after.counts();
        if (required.isEmpty() || found.isEmpty()) {
            return new BucketData.Uncounted(after.accuracy().minus(before.accuracy()));
        }
        Counts was = required.get();
        Counts is = found.get();
        return sameSet() && was.n() == is.n()
                ? new BucketData.PairingLost(FrechetBounds.of(is.n(), was.correct(), is.correct()))
                : new BucketData.DifferentCases(
                        new Proportion(is.correct(), is.n()), new Proportion(was.correct(), was.n()));
    }

    private boolean sameSet() {
        return equalAndPresent(candidate.evalSetSha256(), baseline.evalSetSha256())
                || equalAndPresent(candidate.evalSetDvcHash(), baseline.evalSetDvcHash());
    }

    private static boolean equalAndPresent(Optional<String> left, Optional<String> right) {
        return left.isPresent() && left.equals(right);
    }

    private static ImmutableList<CasePair> pair(EvalReport candidate, EvalReport baseline) {
        if (candidate.cases().isEmpty() || baseline.cases().isEmpty()) {
            return ImmutableList.of();
        }
        Map<String, CaseResult> found = new HashMap<>();
        candidate.cases().get().forEach(result -> found.put(result.id(), result));
        ImmutableList.Builder<CasePair> pairs = ImmutableList.builder();
        for (CaseResult before : baseline.cases().get()) {
            CaseResult after = found.get(before.id());
            if (after == null) {
                return ImmutableList.of();
            }
            pairs.add(new CasePair(before, after));
        }
        return pairs.build();
    }

    private static ImmutableListMultimap<String, CasePair> index(List<CasePair> pairs) {
        ImmutableListMultimap.Builder<String, CasePair> index = ImmutableListMultimap.builder();
        for (CasePair pair : pairs) {
            pair.baseline().buckets().stream().distinct().forEach(bucket -> index.put(bucket, pair));
        }
        return index.build();
    }
}
