package dev.modelgate.core.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.pipeline.RunEvidence.Measurement;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.Reason;
import java.util.Optional;

/**
 * The judgement on one run against the one deployed before: its evidence is sound, every required metric was measured
 * where it must be, and none dropped too far.
 *
 * @param diagnostics all findings, also those that do not refuse
 * @param metrics one for each required metric, in the order of the rules
 */
public record EvidenceVerdict(
        String run, EvidenceRules rules, ImmutableList<Diagnostic> diagnostics, ImmutableList<MetricChange> metrics) {

    /**
     * A required metric on both sides.
     *
     * @param previous absent where the previous run did not measure it; then there is nothing to drop from
     * @param candidate absent where the candidate did not
     */
    public record MetricChange(
            String metric, Optional<Fraction> previous, Optional<Fraction> candidate, boolean dropped) {}

    /** Judges. Exact: a metric at {@code previous - maxDrop * |previous|} holds, any lower has dropped. */
    public static EvidenceVerdict of(RunEvidence candidate, RunEvidence previous, EvidenceRules rules) {
        return new EvidenceVerdict(
                candidate.ref(),
                rules,
                Diagnosis.of(candidate, rules),
                rules.metrics().stream()
                        .map(metric -> change(metric, candidate, previous, rules))
                        .collect(ImmutableList.toImmutableList()));
    }

    /** What a run measured in a stage that it completed: what its successor must measure too. */
    public static ImmutableSet<String> metricsOf(RunEvidence run, String stage) {
        return run.stage(stage).filter(RunEvidence.Stage::isComplete).stream()
                .flatMap(found -> run.measuredIn(stage).stream())
                .map(Measurement::metric)
                .collect(ImmutableSet.toImmutableSet());
    }

    public boolean passes() {
        return reasons().isEmpty();
    }

    /** Every reason of a refusal. */
    public ImmutableList<Reason> reasons() {
        ImmutableList.Builder<Reason> reasons = ImmutableList.builder();
        errors().forEach(error -> reasons.add(new Reason(error.code(), error.message())));
        for (MetricChange metric : metrics) {
            if (metric.candidate().isEmpty()) {
                reasons.add(new Reason(
                        ReasonCode.METRIC_MISSING,
                        "metric '%s' is not measured in stage '%s', but it is required; run that stage"
                                .formatted(metric.metric(), rules.stage())));
            } else if (metric.dropped()) {
                reasons.add(new Reason(
                        ReasonCode.METRIC_DROPPED,
                        "metric '%s' is at %s, but at least %s is required; train again or keep the previous run"
                                .formatted(
                                        metric.metric(),
                                        metric.candidate().get(),
                                        floor(metric.previous().orElseThrow(), rules.maxDrop()))));
            }
        }
        return reasons.build();
    }

    public ImmutableList<Diagnostic> errors() {
        return of(Severity.ERROR);
    }

    public ImmutableList<Diagnostic> warnings() {
        return of(Severity.WARNING);
    }

    private ImmutableList<Diagnostic> of(Severity severity) {
        return diagnostics.stream()
                .filter(found -> found.severity() == severity)
                .collect(ImmutableList.toImmutableList());
    }

    /** A number counts only where its stage ran: what was recorded against one that did not was not measured. */
    private static MetricChange change(
            String metric, RunEvidence candidate, RunEvidence previous, EvidenceRules rules) {
        Optional<Fraction> now = candidate.stage(rules.stage()).flatMap(ran -> candidate.value(metric, rules.stage()));
        Optional<Fraction> before = previous.stage(rules.stage()).flatMap(ran -> previous.value(metric, rules.stage()));
        boolean dropped =
                now.isPresent() && before.isPresent() && now.get().compareTo(floor(before.get(), rules.maxDrop())) < 0;
        return new MetricChange(metric, before, now, dropped);
    }

    private static Fraction floor(Fraction previous, Fraction maxDrop) {
        return previous.minus(previous.abs().times(maxDrop));
    }
}
