package dev.modelgate.eval.render;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.stats.decision.BucketEvidence;
import dev.modelgate.core.stats.decision.Method;
import dev.modelgate.core.verdict.Verdict;
import java.util.List;

/** What a verdict asked, and against which null hypothesis. */
final class Tested {

    private Tested() {}

    static ImmutableList<String> sentences(Review review, List<BucketReview> told) {
        Verdict verdict = review.verdict();
        if (verdict.buckets().isEmpty()) {
            return ImmutableList.of(
                    "No bucket was compared: numbers from different sets, stages or cases prove nothing, however close.");
        }
        ImmutableList.Builder<String> sentences = ImmutableList.builder();
        sentences.add(rule(verdict, review.plan().alpha()));
        if (told.stream().anyMatch(bucket -> bucket.interval().isPresent())) {
            sentences.add(beside(told, verdict.mode().equals(Verdict.POINT)));
        }
        return sentences.build();
    }

    private static String rule(Verdict verdict, double alpha) {
        String points = Figures.tolerance(verdict.tolerance());
        return switch (verdict.mode()) {
            case Verdict.POINT ->
                "Mode point: each bucket of the baseline may lose at most %s, in exact arithmetic. There is no null hypothesis, so no error rate is controlled."
                        .formatted(points);
            case "noninferiority" ->
                "Mode noninferiority: the null hypothesis of each bucket is that the candidate is worse by %s or more. A bucket passes where that is rejected at %s, one-sided; all must pass, so nothing is adjusted."
                        .formatted(points, alpha);
            case "harm" ->
                "Mode harm: the null hypothesis of each bucket is that the candidate is no worse. A bucket fails where it lost more than %s and that is rejected at %s, one-sided, adjusted by Holm over all buckets."
                        .formatted(points, alpha);
            case "evidence" ->
                "Mode evidence: a bucket fails where it lost more than %s and 'no worse' is rejected at %s, adjusted by Holm over all buckets; it passes where 'worse by %s or more' is rejected at %s; else it is inconclusive."
                        .formatted(points, alpha, points, alpha);
            default -> "Mode %s, with a tolerance of %s.".formatted(verdict.mode(), points);
        };
    }

    private static String beside(List<BucketReview> told, boolean point) {
        String methods = told.stream()
                .flatMap(bucket -> bucket.evidence().stream())
                .map(BucketEvidence::method)
                .filter(method -> method != Method.NONE)
                .map(Method::label)
                .distinct()
                .reduce((left, right) -> left + ", " + right)
                .orElse("none");
        return point
                ? "Beside the rule, and without a say in it, two nulls were tested on the same cases: 'no worse' and 'worse by the tolerance or more' (%s)."
                        .formatted(methods)
                : "The tests that served: %s.".formatted(methods);
    }
}
