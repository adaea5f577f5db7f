package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
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
        NamedNumbers numbers = new NamedNumbers(report, values(report));
        ImmutableMap<String, BigDecimal> others = ImmutableMap.<String, BigDecimal>builder()
                .putAll(numbers.others(columns))
                .put(FAILED, failed(report))
                .buildOrThrow();
        return ImportedMeasures.of(file, numbers.buckets(columns), others, Optional.empty());
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

    private static BigDecimal failed(Walk report) {
        if (report.present("tests").isEmpty()) {
            return BigDecimal.ZERO;
        }
        return BigDecimal.valueOf(report.each("tests").stream()
                .filter(test -> !test.text("status").equals("SUCCESS"))
                .count());
    }
}
