package dev.modelgate.core.stats;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The strict rule over paired buckets: every one of them must be shown to be non-inferior.
 *
 * <p>Berger (1982), Technometrics 24:295 (intersection-union: no adjustment); {@link Tango} for non-inferiority,
 * {@link McNemar#MID_P} under {@link Holm} for harm.
 *
 * @param buckets in the order given
 * @param verdict FAIL if any fails, PASS if there is a bucket and all pass, else INCONCLUSIVE
 */
public record NonInferiorityDecision(List<Bucket> buckets, Verdict verdict) {

    /** What is known of a bucket. */
    public enum Verdict {
        /** Not worse by the tolerance or more, at level alpha. */
        PASS,
        /** Below the tolerance, and not by chance: the adjusted harm p-value is at most alpha. */
        FAIL,
        /** No cases. */
        NO_DATA,
        /** Neither shown. */
        INCONCLUSIVE
    }

    /** A bucket to judge: its tolerance is a share in [0, 1]. */
    public record Question(String id, PairedCounts counts, BigDecimal tolerance) {}

    /** The numbers of a bucket that has cases. */
    public record Measured(boolean pointPass, double lower, double pNonInferior, double pHarm, double pHarmHolm) {}

    /** A judged bucket; without cases nothing was measured. */
    public record Bucket(String id, Optional<Measured> measured, Verdict verdict) {}

    public NonInferiorityDecision {
        buckets = List.copyOf(buckets);
    }

    /**
     * Judges all buckets at one-sided alpha, below 0.5.
     *
     * @throws IllegalArgumentException if alpha or a tolerance is out of range
     */
    public static NonInferiorityDecision of(List<Question> questions, double alpha) {
        Confidence confidence = Confidence.ofOneSided(alpha);
        List<OptionalDouble> harm =
                Holm.adjust(questions.stream().map(NonInferiorityDecision::harm).toList());
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            buckets.add(judged(questions.get(i), harm.get(i), confidence, alpha));
        }
        return new NonInferiorityDecision(buckets, overall(buckets));
    }

    private static OptionalDouble harm(Question question) {
        return question.counts().n() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(McNemar.MID_P.harm(question.counts()));
    }

    private static Bucket judged(Question question, OptionalDouble holm, Confidence confidence, double alpha) {
        PairedCounts counts = question.counts();
        boolean pointPass = PointRule.holds(counts, question.tolerance());
        Optional<ScoreTest> test =
                Tango.test(counts, question.tolerance().negate().doubleValue());
        if (test.isEmpty()) {
            return new Bucket(question.id(), Optional.empty(), Verdict.NO_DATA);
        }
        double lower = Tango.interval(counts, confidence).orElseThrow().lower();
        Measured measured = new Measured(
                pointPass, lower, test.get().pUpper(), harm(question).orElseThrow(), holm.orElseThrow());
        return new Bucket(question.id(), Optional.of(measured), verdict(measured, alpha));
    }

    private static Verdict verdict(Measured measured, double alpha) {
        if (!measured.pointPass() && measured.pHarmHolm() <= alpha) {
            return Verdict.FAIL;
        }
        return measured.pNonInferior() <= alpha ? Verdict.PASS : Verdict.INCONCLUSIVE;
    }

    private static Verdict overall(List<Bucket> buckets) {
        if (buckets.stream().anyMatch(bucket -> bucket.verdict() == Verdict.FAIL)) {
            return Verdict.FAIL;
        }
        boolean allPass = !buckets.isEmpty() && buckets.stream().allMatch(bucket -> bucket.verdict() == Verdict.PASS);
        return allPass ? Verdict.PASS : Verdict.INCONCLUSIVE;
    }
}
