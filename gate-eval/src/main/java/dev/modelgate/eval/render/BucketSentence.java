package dev.modelgate.eval.render;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.review.BucketReview;
import dev.modelgate.core.stats.decision.BucketEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One bucket in plain sentences: what was found, and what that shows. A bucket that holds is "not shown to be worse"
 * or "shown not worse by more than 2 points"; that nothing got worse, no number of cases can say.
 */
public final class BucketSentence {

    private BucketSentence() {}

    /** All that is to be said in a line of a report. */
    public static String of(BucketReview bucket) {
        List<String> sentences = new ArrayList<>();
        sentences.add(found(bucket));
        cases(bucket).ifPresent(sentences::add);
        shown(bucket).ifPresent(shown -> sentences.add("It is " + shown + "."));
        return String.join(" ", sentences);
    }

    /** What was measured, and what is required. */
    public static String found(BucketReview bucket) {
        String name = "Bucket '" + bucket.bucket() + "'";
        return switch (bucket.status()) {
            case NEW ->
                "%s is new at %s and gates nothing until the baseline has it."
                        .formatted(name, percent(bucket.row().candidate().orElseThrow()));
            case MISSING ->
                "%s was not measured on the candidate, but at least %s is required; not measured is never passed."
                        .formatted(name, percent(bucket.floor().orElseThrow()));
            default ->
                bucket.row().candidate().isPresent() && bucket.row().baseline().isPresent()
                        ? moved(bucket, name)
                        : name + " has nothing to compare.";
        };
    }

    private static String moved(BucketReview bucket, String name) {
        Fraction before = bucket.row().baseline().orElseThrow();
        Fraction after = bucket.row().candidate().orElseThrow();
        Fraction floor = bucket.floor().orElseThrow();
        Fraction delta = after.minus(before);
        String movement = delta.signum() == 0
                ? "stayed at " + percent(after)
                : "went from %s to %s, a change of %s points"
                        .formatted(percent(before), Figures.foundPercent(after, floor), Figures.change(delta));
        return "%s %s; at least %s is required.".formatted(name, movement, Figures.floorPercent(after, floor));
    }

    /** How many cases, and which way they flipped. */
    public static Optional<String> cases(BucketReview bucket) {
        if (bucket.lost().isPresent() && bucket.cases().isPresent()) {
            return Optional.of("Of %s cases the candidate lost %s and won %s."
                    .formatted(
                            Figures.count(bucket.cases().getAsLong()),
                            Figures.count(bucket.lost().getAsLong()),
                            Figures.count(bucket.won().orElse(0))));
        }
        return bucket.evidence().isEmpty() || bucket.cases().isEmpty()
                ? Optional.empty()
                : Optional.of("It has %s cases, not paired one by one."
                        .formatted(Figures.count(bucket.cases().getAsLong())));
    }

    /** {@code shown not worse by more than 2 points}, or what else the tests say; empty where nothing was tested. */
    public static Optional<String> shown(BucketReview bucket) {
        if (bucket.interval().isEmpty()) {
            return Optional.empty();
        }
        BucketEvidence evidence = bucket.evidence().orElseThrow();
        String tolerance = Figures.tolerance(new Tolerance(evidence.question().tolerance()));
        boolean within = isShownWithin(evidence);
        if (isShownWorse(evidence)) {
            return Optional.of(within ? "shown to be worse, but not by more than " + tolerance : "shown to be worse");
        }
        return Optional.of(
                within
                        ? "shown not worse by more than " + tolerance
                        : "not shown to be worse"
                                + Prose.unseen(bucket).map(text -> "; " + text).orElse(""));
    }

    public static boolean isShownWithin(BucketEvidence evidence) {
        OptionalDouble p = evidence.pNonInferior();
        return p.isPresent()
                ? p.getAsDouble() <= evidence.alpha()
                : evidence.interval()
                        .map(interval -> interval.lower()
                                >= -evidence.question().tolerance().toDouble())
                        .orElse(false);
    }

    public static boolean isShownWorse(BucketEvidence evidence) {
        OptionalDouble p = evidence.pHarmHolm();
        return p.isPresent() && p.getAsDouble() <= evidence.alpha();
    }

    private static String percent(Fraction share) {
        return Figures.percent(share, 2).replaceFirst("\\.?0+$", "") + " %";
    }
}
