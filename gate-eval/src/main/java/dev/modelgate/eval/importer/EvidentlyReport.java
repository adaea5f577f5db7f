package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Evidently's report ({@code Snapshot.save_json}). A metric is named as Evidently names it, {@code
 * Accuracy(classification_name=default)}, or by {@code Accuracy} where it is the only one; its parts are {@code
 * RecallByLabel.past}. Evidently does not say of which metrics more is better: {@code --columns BUCKET=METRIC} does. Its
 * own tests gate nothing here; how many of them did not succeed is the metric {@code tests_failed}.
 */
final class EvidentlyReport implements Importer {

    private static final String FAILED = "tests_failed";

    @Override
    public String format() {
        return "evidently";
    }

    @Override
    public String what() {
        return "Evidently's report in JSON; --columns BUCKET=METRIC,… says which are gated, no cases";
    }

    @Override
    public Imported read(Path file, ImmutableMap<String, String> columns) {
        Walk report = Walk.read(file);
        ImmutableMap<String, BigDecimal> values = values(report);
        ImmutableList.Builder<Bucket> buckets = ImmutableList.builder();
        columns.forEach((bucket, metric) -> buckets.add(report.bucket(bucket, metric, value(values, metric, report))));
        Set<String> gated = ImmutableSet.copyOf(columns.values());
        ImmutableMap.Builder<String, BigDecimal> others = ImmutableMap.builder();
        values.forEach((name, value) -> {
            if (!gated.contains(name)) {
                others.put(name, value);
            }
        });
        return ImportedMeasures.of(
                file, buckets.build(), others.put(FAILED, failed(report)).buildOrThrow(), Optional.empty());
    }

    /** By the shortest name that is theirs alone. */
    private static ImmutableMap<String, BigDecimal> values(Walk report) {
        List<Walk> metrics = report.each("metrics");
        Set<String> once = new HashSet<>();
        Set<String> several = new HashSet<>();
        metrics.forEach(metric -> {
            if (!once.add(kind(metric))) {
                several.add(kind(metric));
            }
        });
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        for (Walk metric : metrics) {
            String name = several.contains(kind(metric)) ? metric.text("metric_name") : kind(metric);
            numbers(metric, name).forEach((part, value) -> put(values, part, value, metric));
        }
        return ImmutableMap.copyOf(values);
    }

    private static void put(Map<String, BigDecimal> values, String name, BigDecimal value, Walk metric) {
        if (values.putIfAbsent(name, value) != null) {
            throw new CannotJudgeException("%s is '%s', but so is another metric of the report; leave one out"
                    .formatted(metric.where(), name));
        }
    }

    private static String kind(Walk metric) {
        return metric.text("metric_name").replaceFirst("\\(.*", "");
    }

    /** A number, or the numbers of an object; what has none, such as a text, is no measure. */
    private static ImmutableMap<String, BigDecimal> numbers(Walk metric, String name) {
        if (!(metric.object().member("value").orElse(null) instanceof JsonObject)) {
            return metric.number("value")
                    .map(value -> ImmutableMap.of(name, value))
                    .orElse(ImmutableMap.of());
        }
        Walk parts = metric.required("value");
        ImmutableMap.Builder<String, BigDecimal> numbers = ImmutableMap.builder();
        for (String part : parts.object().members().keySet()) {
            parts.number(part).ifPresent(value -> numbers.put(name + "." + part, value));
        }
        return numbers.buildOrThrow();
    }

    private static BigDecimal value(Map<String, BigDecimal> values, String metric, Walk report) {
        BigDecimal value = values.get(metric);
        if (value == null) {
            throw new CannotJudgeException("%s has no metric '%s', but --columns names it; it has %s"
                    .formatted(report.where(), metric, values.keySet()));
        }
        return value;
    }

    private static BigDecimal failed(Walk report) {
        if (report.present("tests").isEmpty()) {
            return BigDecimal.ZERO;
        }
        return BigDecimal.valueOf(report.each("tests").stream()
                .filter(test -> !test.text("status").equals("SUCCESS"))
                .count());
    }
}
