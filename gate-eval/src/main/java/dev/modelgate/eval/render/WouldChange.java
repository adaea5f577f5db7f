package dev.modelgate.eval.render;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.BucketStatus;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Verdict;
import java.util.Comparator;
import java.util.Optional;

/** How far a verdict is from another one: in cases, which a team can look at. */
final class WouldChange {

    private WouldChange() {}

    static ImmutableList<String> sentences(Review review, Optional<BucketReview> asked) {
        ImmutableList.Builder<String> sentences = ImmutableList.builder();
        if (asked.isPresent()) {
            bucket(asked.get()).ifPresent(sentences::add);
            return sentences.build();
        }
        review.worstFirst().stream()
                .filter(bucket -> bucket.row().blocks())
                .forEach(bucket -> bucket(bucket).ifPresent(sentences::add));
        if (review.verdict().decision() == Decision.PASS) {
            closest(review).flatMap(WouldChange::bucket).ifPresent(sentences::add);
        }
        promotable(review.verdict()).ifPresent(sentences::add);
        return sentences.build();
    }

    private static Optional<BucketReview> closest(Review review) {
        return review.buckets().stream()
                .filter(bucket ->
                        bucket.status() == BucketStatus.PASS && bucket.spare().isPresent())
                .min(Comparator.comparingLong(bucket -> bucket.spare().getAsLong()));
    }

    private static Optional<String> bucket(BucketReview bucket) {
        String name = "'" + bucket.bucket() + "'";
        if (bucket.status() == BucketStatus.MISSING) {
            return Optional.of("Evaluate %s: the whole set, not a part of it.".formatted(name));
        }
        if (bucket.spare().isEmpty()) {
            return Optional.empty();
        }
        long spare = bucket.spare().getAsLong();
        return Optional.of(
                spare < 0
                        ? "By the point rule %s would hold with %s more right %s."
                                .formatted(name, Figures.count(-spare), answers(-spare))
                        : "By the point rule %s would fail with %s more wrong %s."
                                .formatted(name, Figures.count(spare + 1), answers(spare + 1)));
    }

    private static String answers(long number) {
        return number == 1 ? "answer" : "answers";
    }

    private static Optional<String> promotable(Verdict verdict) {
        if (verdict.promotable() || verdict.decision() != Decision.PASS) {
            return Optional.empty();
        }
        if (verdict.modelSha().isEmpty()) {
            return Optional.of("It cannot promote, for it names no model; evaluate with --bundle.");
        }
        return Optional.of(
                verdict.policySha256().isEmpty() && !verdict.tolerance().equals(Tolerance.DEFAULT)
                        ? "It cannot promote, for its tolerance is not the committed one; judge again without --tolerance."
                        : "It cannot promote, for it was not judged by the committed rules.");
    }
}
