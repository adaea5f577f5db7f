package dev.modelgate.eval.score;

import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.json.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Accuracy, precision, recall, F1, area under the ROC curve, and calibration error, as scikit-learn defines them; what
 * the answers do not allow is left out, never zero. Precision without any answer of that label is 0, as there.
 */
final class ClassificationMetrics implements WholeSet {

    private static final int DECIMALS = 6;

    private final Optional<String> positive;
    private final List<Answer> answers = new ArrayList<>();

    ClassificationMetrics(Optional<String> positive) {
        this.positive = positive;
    }

    /** One answer beside what was expected. */
    record Answer(String expected, String label, Optional<Double> probability) {
        boolean isRight() {
            return expected.equals(label);
        }
    }

    @Override
    public void add(EvalCase evalCase, String output) {
        Classification.Labelled read = Classification.read(output);
        answers.add(new Answer(Classification.expected(evalCase), read.label(), read.probability()));
    }

    @Override
    public JsonObject metrics() {
        JsonBuilder metrics = JsonBuilder.object();
        put(
                metrics,
                "accuracy",
                (double) answers.stream().filter(Answer::isRight).count() / answers.size());
        List<Counts> counts = counts();
        put(
                metrics,
                "precision",
                counts.stream().mapToDouble(Counts::precision).average().orElse(0));
        put(
                metrics,
                "recall",
                counts.stream().mapToDouble(Counts::recall).average().orElse(0));
        put(metrics, "f1", counts.stream().mapToDouble(Counts::f1).average().orElse(0));
        if (answers.stream().allMatch(answer -> answer.probability().isPresent())) {
            positive.ifPresent(label -> RocCurve.area(answers, label).ifPresent(area -> put(metrics, "auc", area)));
            put(metrics, "calibration_error", Calibration.error(answers, positive));
        }
        return metrics.build();
    }

    /** Of the positive label alone, or of every label that was expected or answered. */
    private List<Counts> counts() {
        Map<String, Counts> counts = new HashMap<>();
        for (Answer answer : answers) {
            counts.computeIfAbsent(answer.expected(), label -> new Counts()).expected++;
            counts.computeIfAbsent(answer.label(), label -> new Counts()).answered++;
            if (answer.isRight()) {
                counts.get(answer.label()).right++;
            }
        }
        return positive.map(label -> List.of(counts.getOrDefault(label, new Counts())))
                .orElseGet(() ->
                        new TreeSet<>(counts.keySet()).stream().map(counts::get).toList());
    }

    private static void put(JsonBuilder metrics, String name, double value) {
        metrics.put(name, Decimals.plain(BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN)));
    }

    /** How often one label was expected, answered, and both. */
    private static final class Counts {
        private long expected;
        private long answered;
        private long right;

        double precision() {
            return answered == 0 ? 0 : (double) right / answered;
        }

        double recall() {
            return expected == 0 ? 0 : (double) right / expected;
        }

        double f1() {
            return expected + answered == 0 ? 0 : 2.0 * right / (expected + answered);
        }
    }

    /** The chance that a positive case has a higher probability than a negative one; ties count half. */
    static final class RocCurve {

        private RocCurve() {}

        static OptionalDouble area(List<Answer> answers, String positive) {
            List<Answer> sorted = new ArrayList<>(answers);
            sorted.sort((a, b) -> Double.compare(
                    a.probability().orElseThrow(), b.probability().orElseThrow()));
            double rankSum = 0;
            long positives = 0;
            for (int from = 0; from < sorted.size(); ) {
                int to = from;
                long inTie = 0;
                while (to < sorted.size()
                        && sorted.get(to).probability().equals(sorted.get(from).probability())) {
                    inTie += sorted.get(to++).expected().equals(positive) ? 1 : 0;
                }
                rankSum += inTie * (from + 1 + to) / 2.0;
                positives += inTie;
                from = to;
            }
            long negatives = sorted.size() - positives;
            return positives == 0 || negatives == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(
                            (rankSum - positives * (positives + 1) / 2.0) / (positives * (double) negatives));
        }
    }

    /** The mean gap between how sure the answers were and how often they were right, over ten equal bins. */
    static final class Calibration {

        private static final int BINS = 10;

        private Calibration() {}

        static double error(List<Answer> answers, Optional<String> positive) {
            double[] sure = new double[BINS];
            double[] right = new double[BINS];
            for (Answer answer : answers) {
                double probability = answer.probability().orElseThrow();
                int bin = (int) Math.min(BINS - 1, Math.floor(probability * BINS));
                sure[bin] += probability;
                right[bin] += positive.map(answer.expected()::equals).orElse(answer.isRight()) ? 1 : 0;
            }
            double gap = 0;
            for (int bin = 0; bin < BINS; bin++) {
                gap += Math.abs(sure[bin] - right[bin]);
            }
            return gap / answers.size();
        }
    }
}
