package dev.modelgate.eval.selftest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Draws candidates that are exactly as good as a baseline and another model all the same: each case changes sides by
 * chance, right to wrong as often as wrong to right, at the accuracy of the first bucket that it is in.
 */
final class Twin {

    private final EvalReport baseline;
    private final double correlation;
    private final Map<String, Double> accuracies = new HashMap<>();

    Twin(EvalReport baseline, double correlation) {
        this.baseline = baseline;
        this.correlation = correlation;
        baseline.buckets()
                .forEach(
                        (name, bucket) -> accuracies.put(name, bucket.accuracy().toDouble()));
    }

    EvalReport draw(SplittableRandom random) {
        ImmutableList<CaseResult> cases = baseline.cases().orElseThrow().stream()
                .map(result -> drawn(result, random))
                .collect(ImmutableList.toImmutableList());
        return new EvalReport(
                Optional.of("5".repeat(64)),
                baseline.suite(),
                baseline.stage(),
                baseline.evalSetDvcHash(),
                baseline.evalSetSha256(),
                counted(cases),
                baseline.numbers(),
                Optional.of(cases),
                baseline.source());
    }

    private CaseResult drawn(CaseResult before, SplittableRandom random) {
        boolean right = before.passed().orElseThrow();
        double p = accuracy(before);
        double changing = p * (1 - p) * (1 - correlation);
        double chance =
                right ? changing / Math.max(p, Double.MIN_NORMAL) : changing / Math.max(1 - p, Double.MIN_NORMAL);
        return random.nextDouble() < chance ? answered(before, !right) : before;
    }

    private double accuracy(CaseResult before) {
        return before.buckets().stream()
                .filter(accuracies::containsKey)
                .findFirst()
                .or(() -> Optional.of(Bucket.AGGREGATE).filter(accuracies::containsKey))
                .map(accuracies::get)
                .orElse(1.0);
    }

    private static CaseResult answered(CaseResult before, boolean right) {
        return new CaseResult(
                before.id(),
                before.buckets(),
                right ? Fraction.ONE : Fraction.ZERO,
                Optional.of(right),
                before.input(),
                before.expected(),
                before.output(),
                before.cluster(),
                before.latencyMs());
    }

    private ImmutableMap<String, Bucket> counted(ImmutableList<CaseResult> cases) {
        Map<String, long[]> counts = new HashMap<>();
        for (CaseResult result : cases) {
            boolean right = result.passed().orElseThrow();
            add(counts, Bucket.AGGREGATE, right);
            result.buckets().stream().distinct().forEach(bucket -> add(counts, bucket, right));
        }
        ImmutableMap.Builder<String, Bucket> buckets = ImmutableMap.builder();
        for (Bucket bucket : baseline.buckets().values()) {
            long[] count = counts.get(bucket.name());
            buckets.put(bucket.name(), count == null ? bucket : Bucket.ofCounts(bucket.name(), count[0], count[1]));
        }
        return buckets.buildOrThrow();
    }

    private static void add(Map<String, long[]> counts, String bucket, boolean right) {
        long[] count = counts.computeIfAbsent(bucket, name -> new long[2]);
        count[0] += right ? 1 : 0;
        count[1]++;
    }
}
