package dev.modelgate.core.review;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.verdict.Comparison;
import dev.modelgate.core.verdict.Verdict;
import dev.modelgate.core.verdict.Verdict.Circumstances;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Small reports for tests, made in memory. */
final class Reports {

    private Reports() {}

    /** A report of cases in one bucket, {@code 1} right and {@code 0} wrong, case by case. */
    static Evidence ofCases(String sha, String bucket, String answers) {
        return evidence(sha, bucket, answers.chars().mapToObj(c -> c == '1').toList());
    }

    private static Evidence evidence(String sha, String bucket, List<Boolean> right) {
        ImmutableList.Builder<CaseResult> cases = ImmutableList.builder();
        for (int i = 0; i < right.size(); i++) {
            cases.add(binary("case " + i, bucket, right.get(i), Optional.empty()));
        }
        long correct = right.stream().filter(answer -> answer).count();
        return evidence(sha, List.of(Bucket.ofCounts(bucket, correct, right.size())), Optional.of(cases.build()));
    }

    static CaseResult binary(String id, String bucket, boolean right, Optional<String> cluster) {
        return new CaseResult(
                id,
                ImmutableList.of(bucket),
                right ? Fraction.ONE : Fraction.ZERO,
                Optional.of(right),
                Optional.of("input of " + id),
                Optional.of("expected"),
                Optional.of(right ? "expected" : "wrong"),
                cluster);
    }

    static CaseResult graded(String id, String bucket, Fraction score) {
        return new CaseResult(
                id,
                ImmutableList.of(bucket),
                score,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Evidence evidence(String sha, List<Bucket> buckets, Optional<ImmutableList<CaseResult>> cases) {
        return new Evidence(report("set", buckets, cases), sha, cases.map(all -> sha + "-cases"));
    }

    static EvalReport report(String set, List<Bucket> buckets, Optional<ImmutableList<CaseResult>> cases) {
        return new EvalReport(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(set),
                buckets.stream().collect(ImmutableMap.toImmutableMap(Bucket::name, bucket -> bucket)),
                ImmutableMap.of(),
                cases,
                JsonObject.of(Map.of()));
    }

    static Verdict verdict(Evidence candidate, Evidence baseline) {
        return Verdict.of(
                Comparison.of(candidate.report(), baseline.report(), Tolerance.DEFAULT),
                candidate,
                baseline,
                Circumstances.of("1.0", Instant.EPOCH));
    }

    static String answers(int right, int wrong) {
        return "1".repeat(right) + "0".repeat(wrong);
    }

    static String names(List<BucketReview> reviews) {
        return reviews.stream().map(BucketReview::bucket).collect(Collectors.joining(" "));
    }
}
