package dev.modelgate.eval.render;

import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.Chance;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.verdict.BucketRow;
import dev.modelgate.core.verdict.BucketStatus;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.Decision;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.core.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The sentences that every rendering shares. None says that nothing got worse: a gate can only have seen, or not seen,
 * a drop. Names in them come from outside; the renderer escapes the sentence.
 */
public final class Prose {

    private static final int MOST_NAMES = 3;

    private Prose() {}

    /** What was decided, and on how many buckets, in one sentence. */
    public static String headline(Review review) {
        Verdict verdict = review.verdict();
        List<BucketReview> blocking = review.worstFirst().stream()
                .filter(bucket -> bucket.row().blocks())
                .toList();
        if (!blocking.isEmpty()) {
            return blocked(blocking, gated(verdict)) + failedChecks(verdict);
        }
        if (verdict.decision() == Decision.PASS) {
            List<BucketReview> open = review.worstFirst().stream()
                    .filter(bucket ->
                            bucket.status() == BucketStatus.INCONCLUSIVE || bucket.status() == BucketStatus.NO_DATA)
                    .toList();
            if (!open.isEmpty()) {
                return unproven(open, verdict);
            }
            return "%s %s: none is more than %s below the baseline."
                    .formatted(
                            buckets(gated(verdict)),
                            gated(verdict) == 1 ? "holds" : "hold",
                            Figures.tolerance(verdict.tolerance()));
        }
        return verdict.reasons().isEmpty()
                ? "The evidence decides neither way."
                : sentence(verdict.reasons().get(0).message());
    }

    private static String failedChecks(Verdict verdict) {
        List<String> failed = verdict.checks().stream()
                .filter(CheckResult::blocks)
                .map(check -> "'" + check.id() + "'")
                .toList();
        return failed.isEmpty()
                ? ""
                : " Nor %s %d of %d checks: %s."
                        .formatted(
                                failed.size() == 1 ? "does" : "do",
                                failed.size(),
                                verdict.checks().size(),
                                String.join(", ", failed));
    }

    /** A pass by all cases together must not read as if each bucket were shown to hold. */
    private static String unproven(List<BucketReview> open, Verdict verdict) {
        return "%d of %s %s shown not worse by more than %s; not proven: %s."
                .formatted(
                        gated(verdict) - open.size(),
                        buckets(gated(verdict)),
                        gated(verdict) - open.size() == 1 ? "is" : "are",
                        Figures.tolerance(verdict.tolerance()),
                        names(open));
    }

    private static String blocked(List<BucketReview> blocking, long gated) {
        return "%d of %s %s not hold: %s."
                .formatted(blocking.size(), buckets(gated), blocking.size() == 1 ? "does" : "do", names(blocking));
    }

    private static String names(List<BucketReview> buckets) {
        int more = buckets.size() - MOST_NAMES;
        return buckets.stream()
                        .limit(MOST_NAMES)
                        .map(bucket -> "'" + bucket.bucket() + "'")
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static String buckets(long number) {
        return number + (number == 1 ? " bucket" : " buckets");
    }

    private static long gated(Verdict verdict) {
        return verdict.buckets().stream()
                .filter(row -> row.status() != BucketStatus.NEW)
                .count();
    }

    /** Reasons that no row of a bucket and no check shows. */
    public static List<Reason> otherReasons(Verdict verdict) {
        boolean rows = verdict.buckets().stream().anyMatch(BucketRow::blocks);
        return verdict.reasons().stream()
                .filter(reason -> !rows || !reason.code().name().startsWith("BUCKET_"))
                .filter(reason -> verdict.checks().stream().noneMatch(check -> isOf(reason, check)))
                .toList();
    }

    /** A verdict that was read back may have lost a reason's message, and then its code stands for it. */
    private static boolean isOf(Reason reason, CheckResult check) {
        return check.reasons().contains(reason.code())
                && (reason.message().equals(check.id() + ": " + check.message())
                        || reason.message().equals(reason.code().name()));
    }

    /** A check in a line: what it is called, and what it found. */
    public static String check(CheckResult check) {
        return "Check '%s' (%s): %s"
                .formatted(check.id(), check.severity().name().toLowerCase(Locale.ROOT), check.message());
    }

    /** How much of the point rule's verdict may be chance; empty where it is not known. */
    public static Optional<String> noise(Review review) {
        return noise(review.verdict(), review.chance());
    }

    /** The same, where nothing but this was computed. */
    public static Optional<String> noise(Verdict verdict, Chance chance) {
        if (chance.falseRefusal().isEmpty() || !verdict.mode().equals(Verdict.POINT)) {
            return Optional.empty();
        }
        return Optional.of("By chance alone, the point rule would refuse "
                + atMost(chance.falseRefusal().getAsDouble())
                + " of candidates that are exactly as good"
                + flip(chance.flip()) + ".");
    }

    /** Buckets that share cases fail together more often than apart, so the figure is a bound. */
    private static String atMost(double probability) {
        String chance = Figures.chance(probability);
        return chance.startsWith("less") ? chance : chance.startsWith("more") ? "nearly all" : "up to " + chance;
    }

    /** Said where one bucket alone decides: how easily it could have gone the other way. */
    private static String flip(OptionalDouble chance) {
        return chance.isEmpty()
                ? ""
                : "; with as many fresh cases, the bucket that does not hold would hold in about "
                        + Figures.chance(chance.getAsDouble()) + " of draws";
    }

    /** The smallest drop that would be seen in a bucket: {@code a drop below 7.9 points can go unseen}. */
    public static Optional<String> unseen(BucketReview bucket) {
        return bucket.detectable().isPresent()
                ? Optional.of("a drop below %s points can go unseen"
                        .formatted(Figures.magnitude(bucket.detectable().getAsDouble())))
                : Optional.empty();
    }

    /** What the columns mean, where intervals are shown. */
    public static Optional<String> legend(Review review) {
        if (review.buckets().stream().allMatch(bucket -> bucket.interval().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(
                "Changes in points, with %.0f %% intervals. A drop smaller than 'unseen' would be noticed in fewer"
                                .formatted(100 * review.level())
                        + " than %.0f %% of runs.".formatted(100 * review.plan().power()));
    }

    public static String sentence(String message) {
        boolean startsWithAName = !message.matches("(?s)\\p{Lower}+ .*");
        String start =
                startsWithAName ? message : message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
        return start.endsWith(".") ? start : start + ".";
    }
}
