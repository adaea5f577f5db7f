package dev.modelgate.eval.render;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.pipeline.Diagnostic;
import dev.modelgate.core.pipeline.EvidenceVerdict;
import dev.modelgate.core.pipeline.EvidenceVerdict.MetricChange;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The judgement on a run, as a short list of checks for people and as JSON for programs. */
public final class EvidenceReport {

    private final EvidenceVerdict verdict;

    private EvidenceReport(EvidenceVerdict verdict) {
        this.verdict = verdict;
    }

    /** Three checks, each {@code [OK]} or {@code [NG]}; names are made printable. */
    public static String text(EvidenceVerdict verdict) {
        EvidenceReport report = new EvidenceReport(verdict);
        return "\n Pre-deployment gate for '%s': [%s]\n"
                        .formatted(Printable.line(verdict.run()), verdict.passes() ? "PASS" : "FAIL")
                + check(verdict.errors().isEmpty(), "diagnostics", report.diagnostics())
                + check(report.missing().isEmpty(), "required_metrics", report.requiredMetrics())
                + check(report.comparable() && report.dropped().isEmpty(), "regression_check", report.regressions());
    }

    /** What was judged, by which rules, and every finding. */
    public static JsonObject json(EvidenceVerdict verdict) {
        return JsonBuilder.object()
                .put("schema", "modelgate.evidence-verdict/v1")
                .put("run", verdict.run())
                .put("decision", verdict.passes() ? "PASS" : "REFUSED")
                .put("stage", verdict.rules().stage())
                .put("max_drop", verdict.rules().maxDrop().toString())
                .put(
                        "reasons",
                        JsonArray.of(verdict.reasons().stream()
                                .map(reason -> finding(reason.code().name(), reason.message()))
                                .toList()))
                .put(
                        "warnings",
                        JsonArray.of(verdict.warnings().stream()
                                .map(warning -> finding(warning.code().name(), warning.message()))
                                .toList()))
                .put(
                        "metrics",
                        JsonArray.of(verdict.metrics().stream()
                                .map(EvidenceReport::metric)
                                .toList()))
                .build();
    }

    private String diagnostics() {
        return verdict.errors().isEmpty()
                ? "clean (%d warning(s))".formatted(verdict.warnings().size())
                : "%d error(s): %s"
                        .formatted(
                                verdict.errors().size(),
                                verdict.errors().stream()
                                        .map(Diagnostic::code)
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", ")));
    }

    private String requiredMetrics() {
        return missing().isEmpty()
                ? verdict.metrics().stream()
                        .map(metric ->
                                metric.metric() + "=" + four(metric.candidate().orElseThrow()))
                        .collect(Collectors.joining(", "))
                : "missing: "
                        + missing().stream()
                                .map(metric -> "'" + metric.metric() + "'")
                                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String regressions() {
        if (!dropped().isEmpty()) {
            return "regression detected: "
                    + dropped().stream().map(EvidenceReport::drop).collect(Collectors.joining("; "));
        }
        if (!comparable()) {
            return "not compared: "
                    + missing().stream().map(MetricChange::metric).collect(Collectors.joining(", "))
                    + " not measured in stage '" + verdict.rules().stage() + "'";
        }
        return "no significant regression vs previous deploy (threshold=%s%%)"
                .formatted(verdict.rules().maxDrop().times(Fraction.of(100, 1)));
    }

    private boolean comparable() {
        return missing().isEmpty();
    }

    private List<MetricChange> missing() {
        return those(metric -> metric.candidate().isEmpty());
    }

    private List<MetricChange> dropped() {
        return those(MetricChange::dropped);
    }

    private List<MetricChange> those(Predicate<MetricChange> which) {
        return verdict.metrics().stream().filter(which).toList();
    }

    private static String drop(MetricChange metric) {
        Fraction before = metric.previous().orElseThrow();
        Fraction now = metric.candidate().orElseThrow();
        String change =
                before.signum() == 0 ? "from zero" : percent(now.minus(before).times(reciprocal(before.abs())));
        return "%s: %s->%s (%s)".formatted(metric.metric(), four(before), four(now), change);
    }

    private static Fraction reciprocal(Fraction value) {
        return new Fraction(/* numerator= */ value.denominator(), /* denominator= */ value.numerator());
    }

    private static String percent(Fraction share) {
        String text = share.times(Fraction.of(100, 1))
                .rounded(1, RoundingMode.HALF_EVEN)
                .toPlainString();
        return (share.signum() < 0 ? "" : "+") + text + "%";
    }

    private static String four(Fraction value) {
        return value.rounded(4, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String check(boolean ok, String name, String detail) {
        return "  [%s]  [%s] %s\n".formatted(ok ? "OK" : "NG", name, Printable.line(detail));
    }

    private static JsonObject finding(String code, String message) {
        return JsonBuilder.object().put("code", code).put("message", message).build();
    }

    private static JsonObject metric(MetricChange metric) {
        return JsonBuilder.object()
                .put("metric", metric.metric())
                .putOrNull("previous", metric.previous().map(Fraction::toString))
                .putOrNull("candidate", metric.candidate().map(Fraction::toString))
                .put("dropped", metric.dropped())
                .build();
    }
}
