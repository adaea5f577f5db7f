package dev.modelgate.core.review;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.core.stats.decision.BucketQuestion;
import dev.modelgate.core.stats.decision.PointNoise;
import dev.modelgate.core.stats.decision.TestPlan;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.Verdict;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much of a verdict by the point rule may be chance. It needs a small part of what a {@link Review} computes, and a
 * comparison that prints nothing else should not wait for the rest.
 *
 * @param falseRefusal how often the point rule would refuse a candidate that is exactly as good; empty where unknown
 * @param flip how often the one bucket that blocks would hold on as many fresh cases; empty where none or several
 *     block, and where nobody counted its cases
 */
public record Chance(OptionalDouble falseRefusal, OptionalDouble flip) {

    /** Of a verdict by the point rule, from the two reports that it was made from, with the default plan. */
    public static Chance of(Verdict verdict, Evidence candidate, Evidence baseline) {
        ImmutableList<BucketQuestion> questions =
                new Asking(verdict, Sides.of(candidate.report(), baseline.report())).of(baseline.report());
        return new Chance(PointNoise.falseRefusal(questions, TestPlan.DEFAULT), flip(verdict, questions));
    }

    /** The same, from what the review has computed already. */
    static Chance of(Review review) {
        OptionalDouble flip = OptionalDouble.empty();
        int blocking = 0;
        for (BucketReview bucket : review.buckets()) {
            if (bucket.row().blocks()) {
                blocking++;
                flip = bucket.evidence().isPresent()
                        ? bucket.evidence().get().flipProbability()
                        : OptionalDouble.empty();
            }
        }
        return new Chance(review.falseRefusal(), blocking == 1 ? flip : OptionalDouble.empty());
    }

    private static OptionalDouble flip(Verdict verdict, ImmutableList<BucketQuestion> questions) {
        List<BucketRow> blocking =
                verdict.buckets().stream().filter(BucketRow::blocks).limit(2).toList();
        return blocking.size() != 1 || blocking.get(0).suite().isPresent()
                ? OptionalDouble.empty()
                : flip(blocking.get(0).bucket(), questions);
    }

    private static OptionalDouble flip(String bucket, ImmutableList<BucketQuestion> questions) {
        for (BucketQuestion question : questions) {
            if (question.bucket().equals(bucket)) {
                return PointNoise.flip(question, TestPlan.DEFAULT);
            }
        }
        return OptionalDouble.empty();
    }
}
