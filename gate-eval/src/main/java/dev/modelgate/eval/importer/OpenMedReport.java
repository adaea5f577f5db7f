package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * OpenMed's {@code BenchmarkReport}: recall of characters, overall and by label, and span F1 are buckets. OpenMed writes
 * 1.0 and 0.0 for what no fixture had; here that was not measured, and is left out.
 */
final class OpenMedReport implements Importer {

    private static final ImmutableList<String> SPANS = ImmutableList.of("exact_span_f1", "relaxed_span_f1");

    @Override
    public String format() {
        return "openmed";
    }

    @Override
    public String what() {
        return "OpenMed's BenchmarkReport in JSON: recall of characters by label and span F1, no cases";
    }

    @Override
    public Imported read(Path file, ImportChoices choices) {
        choices.requireNoMetricsOnly(format());
        choices.requireNoColumns(format());
        choices.requireNoBucketBy(format());
        Walk report = Walk.read(file);
        Walk metrics = report.required("metrics");
        ImmutableList.Builder<Bucket> buckets = ImmutableList.builder();
        characters(metrics).ifPresent(buckets::add);
        SPANS.forEach(name -> spans(metrics, name).ifPresent(buckets::add));
        buckets.addAll(labels(metrics));
        return ImportedMeasures.of(file, buckets.build(), others(metrics), Optional.of(asked(report)));
    }

    private static Optional<Bucket> characters(Walk metrics) {
        Walk recall = metrics.required("character_recall");
        long n = recall.count("denominator");
        return n == 0
                ? Optional.empty()
                : Optional.of(Bucket.ofCounts("character_recall", recall.count("numerator"), n));
    }

    private static Optional<Bucket> spans(Walk metrics, String name) {
        Walk f1 = metrics.required(name);
        long spans = f1.count("true_positives") + f1.count("false_positives") + f1.count("false_negatives");
        return spans == 0 ? Optional.empty() : Optional.of(f1.bucket(name, "f1", f1.requiredNumber("f1")));
    }

    /** A label that no fixture has is told as recalled wholly. */
    private static List<Bucket> labels(Walk metrics) {
        Walk recall = metrics.required("recall_slices").required("by_label");
        Walk characters = metrics.required("leakage").required("total_chars_by_label");
        ImmutableList.Builder<Bucket> buckets = ImmutableList.builder();
        for (String label : recall.object().members().keySet()) {
            if (characters.count(label) > 0) {
                buckets.add(recall.bucket("recall." + label, label, recall.requiredNumber(label)));
            }
        }
        return buckets.build();
    }

    /** Less is better of these, so no bucket holds them. */
    private static ImmutableMap<String, BigDecimal> others(Walk metrics) {
        ImmutableMap.Builder<String, BigDecimal> others = ImmutableMap.builder();
        metrics.at("over_redaction_loss")
                .filter(loss -> loss.count("denominator") > 0)
                .ifPresent(loss -> others.put("over_redaction_loss", loss.requiredNumber("rate")));
        metrics.at("leakage")
                .filter(leakage -> leakage.count("total_chars") > 0)
                .ifPresent(leakage -> others.put("leakage", leakage.requiredNumber("overall")));
        metrics.at("latency")
                .filter(latency -> latency.count("count") > 0)
                .ifPresent(latency -> others.put("latency.p50_ms", latency.requiredNumber("p50_ms"))
                        .put("latency.p95_ms", latency.requiredNumber("p95_ms")));
        return others.buildOrThrow();
    }

    /** What the report tells of its fixtures: their names and how many characters there were to find. */
    private static JsonValue asked(Walk report) {
        Walk recall = report.required("metrics").required("character_recall");
        return JsonBuilder.object()
                .put("suite", report.text("suite"))
                .put("fixtures", report.count("fixture_count"))
                .putTexts(
                        "ids",
                        report.required("metadata").list("fixture_ids").stream()
                                .map(Walk::shown)
                                .toList())
                .put("characters", recall.count("denominator"))
                .build();
    }
}
