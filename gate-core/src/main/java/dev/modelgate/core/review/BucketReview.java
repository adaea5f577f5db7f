package dev.modelgate.core.review;

import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.stats.Interval;
import dev.modelgate.core.stats.decision.BucketEvidence;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.BucketStatus;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One bucket of a verdict with what its cases show.
 *
 * @param row as the verdict has it
 * @param tolerance that it was held to
 * @param baseline the bucket before, where the baseline has it and its report is at hand
 * @param candidate the bucket after, likewise
 * @param lost cases that only the baseline got right; empty where the pairing is not known
 * @param won cases that only the candidate got right, likewise
 * @param evidence what the statistics say; empty for a new bucket, and where the reports are not at hand
 */
public record BucketReview(
        BucketRow row,
        Tolerance tolerance,
        Optional<Bucket> baseline,
        Optional<Bucket> candidate,
        OptionalLong lost,
        OptionalLong won,
        Optional<BucketEvidence> evidence) {

    /** What blocks first, then what is open, then what holds, then what is new; within these the largest drop first. */
    static final Comparator<BucketReview> WORST_FIRST = Comparator.comparingInt(BucketReview::rank)
            .thenComparing(review -> review.row().delta().orElse(Fraction.of(-1, 1)))
            .thenComparing(BucketReview::bucket);

    /** A bucket of which only the verdict is known. */
    static BucketReview of(BucketRow row, Tolerance tolerance) {
        return new BucketReview(
                row,
                tolerance,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    /** Its name; one of a further suite has the suite's before it. */
    public String bucket() {
        return row.suite().map(suite -> suite + "/" + row.bucket()).orElse(row.bucket());
    }

    public BucketStatus status() {
        return row.status();
    }

    /** Cases on the candidate's side, else on the baseline's. */
    public OptionalLong cases() {
        OptionalLong after = candidate.map(Bucket::n).orElse(OptionalLong.empty());
        return after.isPresent() ? after : baseline.map(Bucket::n).orElse(OptionalLong.empty());
    }

    /** The least accuracy that holds; empty for a new bucket. */
    public Optional<Fraction> floor() {
        return row.baseline().map(tolerance::floorFor);
    }

    /**
     * How many right answers the candidate has above the fewest that hold; below 0, as many more are needed. Empty where
     * answers were not counted, or nothing is required.
     */
    public OptionalLong spare() {
        Optional<Bucket.Counts> counts = candidate.flatMap(Bucket::counts);
        if (counts.isEmpty() || floor().isEmpty()) {
            return OptionalLong.empty();
        }
        Fraction required = floor().get().times(Fraction.of(counts.get().n(), 1));
        return OptionalLong.of(counts.get().correct()
                - required.rounded(0, RoundingMode.CEILING).longValueExact());
    }

    /** Of the change, candidate minus baseline. */
    public Optional<Interval> interval() {
        return evidence.flatMap(BucketEvidence::interval);
    }

    /** The smallest drop that would be seen here; a smaller one can go unseen. */
    public OptionalDouble detectable() {
        return evidence.map(BucketEvidence::detectable).orElse(OptionalDouble.empty());
    }

    /** Cases that would show an unchanged candidate to be within the tolerance. */
    public OptionalLong casesNeeded() {
        return evidence.map(BucketEvidence::casesNeeded).orElse(OptionalLong.empty());
    }

    private int rank() {
        return switch (row.status()) {
            case MISSING -> 0;
            case FAIL -> 1;
            case NO_DATA -> 2;
            case INCONCLUSIVE -> 3;
            case PASS -> 4;
            case NEW -> 5;
        };
    }
}
