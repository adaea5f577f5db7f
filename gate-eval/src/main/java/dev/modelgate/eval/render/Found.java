package dev.modelgate.eval.render;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.review.CasePair;
import dev.modelgate.core.review.Review;
import dev.modelgate.core.stats.decision.BucketEvidence;
import dev.modelgate.core.verdict.BucketStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a verdict found: everything that blocks or is open, and in a word what holds. */
final class Found {

    private static final int MOST_CASES = 12;
    private static final int LONGEST_ID = 80;

    private Found() {}

    static ImmutableList<String> sentences(Review review, List<BucketReview> told, boolean one) {
        ImmutableList.Builder<String> sentences = ImmutableList.builder();
        if (!one) {
            Prose.otherReasons(review.verdict()).forEach(reason -> sentences.add(Prose.sentence(reason.message())));
            review.verdict().checks().stream()
                    .filter(check -> !check.passes())
                    .map(Prose::check)
                    .map(Prose::sentence)
                    .forEach(sentences::add);
        }
        told.stream().filter(bucket -> one || isWorthTelling(bucket)).forEach(bucket -> {
            sentences.add(inFull(bucket));
            lost(review, bucket).ifPresent(sentences::add);
        });
        if (!one) {
            holding(told).ifPresent(sentences::add);
        }
        return sentences.build();
    }

    private static boolean isWorthTelling(BucketReview bucket) {
        return bucket.status() != BucketStatus.PASS && bucket.status() != BucketStatus.NEW;
    }

    private static String inFull(BucketReview bucket) {
        StringBuilder out = new StringBuilder(BucketSentence.found(bucket));
        BucketSentence.cases(bucket).ifPresent(cases -> out.append(' ').append(cases));
        bucket.evidence().ifPresent(evidence -> chances(out, evidence));
        BucketSentence.shown(bucket)
                .ifPresent(shown -> out.append(" So it is ").append(shown).append('.'));
        return out.toString();
    }

    private static void chances(StringBuilder out, BucketEvidence evidence) {
        evidence.interval()
                .ifPresent(interval -> out.append(" The change lies in ")
                        .append(Figures.interval(interval))
                        .append(" points at %.0f %%.".formatted(100 - 200 * evidence.alpha())));
        if (evidence.pHarm().isPresent()) {
            out.append(
                    " Were the candidate no worse, a loss like this would come up with probability %s (%s when adjusted for all buckets)."
                            .formatted(
                                    Figures.pValue(evidence.pHarm().getAsDouble()),
                                    Figures.pValue(evidence.pHarmHolm().orElse(1))));
        }
        if (evidence.pNonInferior().isPresent()) {
            out.append(" Were it worse by the tolerance or more, a result this good would come up with probability %s."
                    .formatted(Figures.pValue(evidence.pNonInferior().getAsDouble())));
        }
        evidence.notes().forEach(note -> out.append(' ').append(Prose.sentence(note)));
    }

    /** By their ids, so that a person can look at them: the page and the JSON report have all of them. */
    private static Optional<String> lost(Review review, BucketReview bucket) {
        List<CasePair> lost = review.pairs(bucket, CasePair.Outcome.LOST);
        if (lost.isEmpty()) {
            return Optional.empty();
        }
        String ids = lost.stream()
                .limit(MOST_CASES)
                .map(CasePair::id)
                .map(id -> TerminalTable.shortened(id, LONGEST_ID))
                .collect(Collectors.joining(", "));
        int more = lost.size() - MOST_CASES;
        return Optional.of("Lost in '%s': %s%s."
                .formatted(bucket.bucket(), ids, more > 0 ? " and " + Figures.count(more) + " more" : ""));
    }

    private static Optional<String> holding(List<BucketReview> told) {
        long hold = told.stream()
                .filter(bucket -> bucket.status() == BucketStatus.PASS)
                .count();
        long shown = told.stream()
                .filter(bucket -> bucket.status() == BucketStatus.PASS)
                .flatMap(bucket -> bucket.evidence().stream())
                .filter(BucketSentence::isShownWithin)
                .count();
        boolean tested = told.stream().anyMatch(bucket -> bucket.interval().isPresent());
        if (hold == 0) {
            return Optional.empty();
        }
        if (tested && hold == shown) {
            return Optional.of("All that hold are shown not worse by more than the tolerance.");
        }
        return Optional.of(
                tested
                        ? "Of the %d that hold, %d %s shown not worse by more than the tolerance; for the others these cases do not show it."
                                .formatted(hold, shown, shown == 1 ? "is" : "are")
                        : "%d hold by the numbers reported.".formatted(hold));
    }
}
