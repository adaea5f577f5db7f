package dev.modelgate.eval.render;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.BucketStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What so many cases cannot show, and how many would. */
final class Limits {

    private Limits() {}

    static ImmutableList<String> sentences(Review review, List<BucketReview> told, boolean one) {
        ImmutableList.Builder<String> sentences = ImmutableList.builder();
        if (!review.hasEvidence()) {
            sentences.add("The judged reports are not at hand, so chance cannot be spoken of;"
                    + " name them by --candidate and --baseline.");
            return sentences.build();
        }
        blindest(told).flatMap(bucket -> sentence(bucket, one)).ifPresent(sentences::add);
        if (!one) {
            Prose.noise(review).ifPresent(sentences::add);
        }
        return sentences.build();
    }

    private static Optional<BucketReview> blindest(List<BucketReview> told) {
        return told.stream()
                .filter(bucket -> bucket.status() != BucketStatus.NEW
                        && bucket.detectable().isPresent())
                .max(Comparator.comparingDouble(bucket -> bucket.detectable().getAsDouble()));
    }

    private static Optional<String> sentence(BucketReview bucket, boolean one) {
        return Prose.unseen(bucket)
                .map(unseen -> "%s '%s'%s %s%s."
                        .formatted(
                                one ? "In" : "The bucket that sees least is",
                                bucket.bucket(),
                                one ? "" : ":",
                                unseen,
                                needed(bucket)));
    }

    private static String needed(BucketReview bucket) {
        return bucket.casesNeeded().isEmpty()
                ? ""
                : "; about %s cases there would show an unchanged candidate to be within %s"
                        .formatted(
                                Figures.count(bucket.casesNeeded().getAsLong()), Figures.tolerance(bucket.tolerance()));
    }
}
