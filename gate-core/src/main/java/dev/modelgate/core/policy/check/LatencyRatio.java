package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.CaseResult;
import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.policy.bucket.SuiteEvidence;
import dev.modelgate.core.stats.Confidence;
import dev.modelgate.core.stats.Interval;
import dev.modelgate.core.stats.MedianRatio;
import dev.modelgate.core.stats.PositiveSample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * How much slower the candidate answers: candidate over baseline. By the reported number exactly, or by the interval
 * of the ratio of medians over the cases, where chance shall not decide.
 *
 * @param metric the reported number, such as {@code latency_ms.p50}
 * @param limits of the ratio, without unit
 * @param byInterval the one-sided error rate of the interval; empty to judge by the reported number
 */
public record LatencyRatio(Metric metric, Limits limits, Optional<Double> byInterval) implements Check {

    public static final String TYPE = "latency_ratio";

    private static final int FEWEST = 20;

    public LatencyRatio {
        byInterval.ifPresent(Confidence::ofOneSided);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String demand() {
        return "%s, candidate over baseline, is %s%s"
                .formatted(
                        byInterval.isPresent() ? "the ratio of the median latencies" : metric,
                        limits,
                        byInterval.isPresent() ? ", by its whole interval" : "");
    }

    @Override
    public Outcome judge(SuiteEvidence suite, PolicyEvidence all) {
        return byInterval.map(alpha -> interval(suite, alpha)).orElseGet(() -> point(suite));
    }

    private Outcome point(SuiteEvidence suite) {
        Optional<Fraction> found = metric.in(suite.found()).filter(value -> value.signum() > 0);
        Optional<Fraction> before = metric.in(suite.before()).filter(value -> value.signum() > 0);
        if (found.isEmpty() || before.isEmpty()) {
            return absent(found.isEmpty());
        }
        Fraction ratio = found.get().dividedBy(before.get());
        return limits.hold(ratio)
                ? Outcome.pass(subject(), ratio.toString(), limits.toString())
                : outside(ratio.toString());
    }

    private Outcome interval(SuiteEvidence suite, double alpha) {
        Optional<PositiveSample> found = latencies(suite.found());
        Optional<PositiveSample> before = latencies(suite.before());
        if (found.isEmpty() || before.isEmpty()) {
            return absent(found.isEmpty());
        }
        if (Math.min(found.get().size(), before.get().size()) < FEWEST) {
            return Outcome.inconclusive(
                    subject(),
                    "of %d and %d cases"
                            .formatted(found.get().size(), before.get().size()),
                    limits.toString(),
                    "at least %d on each side are required to judge".formatted(FEWEST));
        }
        return MedianRatio.UNPAIRED
                .interval(found.get(), before.get(), Confidence.ofOneSided(alpha))
                .map(result -> judged(result.ratio().interval()))
                .orElseGet(() -> absent(true));
    }

    private Outcome judged(Interval ratio) {
        String shown = "between %s and %s".formatted(shown(ratio.lower()), shown(ratio.upper()));
        boolean above = limits.atMost().isPresent()
                && ratio.lower() > limits.atMost().get().toDouble();
        boolean below = limits.atLeast().isPresent()
                && ratio.upper() < limits.atLeast().get().toDouble();
        if (above || below) {
            return outside(shown);
        }
        boolean inside =
                limits.atMost().map(most -> ratio.upper() <= most.toDouble()).orElse(true)
                        && limits.atLeast()
                                .map(least -> ratio.lower() >= least.toDouble())
                                .orElse(true);
        return inside
                ? Outcome.pass(subject(), shown, limits.toString())
                : Outcome.inconclusive(subject(), shown, limits.toString(), "measure more requests");
    }

    private Outcome outside(String found) {
        return Outcome.fail(
                ReasonCode.LATENCY_TOO_HIGH,
                subject(),
                found,
                limits.toString(),
                "make it faster, or see whether its answers were cut short");
    }

    private Outcome absent(boolean candidate) {
        return Outcome.notMeasured(subject(), limits.toString(), candidate ? "candidate" : "baseline");
    }

    private String subject() {
        return "the ratio of " + metric;
    }

    private static String shown(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN).toPlainString()
                : Double.toString(value);
    }

    private static Optional<PositiveSample> latencies(EvalReport report) {
        List<Double> values = report.cases().stream()
                .flatMap(List::stream)
                .map(CaseResult::latencyMs)
                .flatMap(Optional::stream)
                .map(BigDecimal::doubleValue)
                .toList();
        boolean whole = !values.isEmpty()
                && values.size() == report.cases().orElseThrow().size()
                && values.stream().allMatch(value -> value > 0);
        return whole ? Optional.of(PositiveSample.of(values)) : Optional.empty();
    }
}
