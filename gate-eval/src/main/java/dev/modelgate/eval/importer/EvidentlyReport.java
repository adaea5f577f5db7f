package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
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
    public Imported read(Path file, ImportChoices choices) {
        choices.requireNoBucketBy(format());
        Walk report = Walk.read(file);
        NamedNumbers numbers = numbers(report);
        ImmutableMap<String, BigDecimal> others = ImmutableMap.<String, BigDecimal>builder()
                .putAll(numbers.others(choices.columns()))
                .put(FAILED, failed(report))
                .buildKeepingLast();
        return ImportedMeasures.of(file, numbers.buckets(choices), others, Optional.empty());
    }

    /** By the shortest name that is theirs alone. */
    private static NamedNumbers numbers(Walk report) {
        List<Walk> metrics = report.each("metrics");
        Set<String> once = new HashSet<>();
        Set<String> several = new HashSet<>();
        metrics.forEach(metric -> {
            if (!once.add(kind(metric))) {
                several.add(kind(metric));
            }
        });
        NamedNumbers numbers = new NamedNumbers(report);
        for (Walk metric : metrics) {
            add(metric, several.contains(kind(metric)) ? metric.text("metric_name") : kind(metric), numbers);
        }
        return numbers;
    }

    /** A number, or the numbers of an object; what has none, such as a text, is no measure. */
    private static void add(Walk metric, String name, NamedNumbers to) {
        if (!(metric.object().member("value").orElse(null) instanceof JsonObject)) {
            add(name, metric, "value", to);
            return;
        }
        Walk parts = metric.required("value");
        parts.object().members().keySet().forEach(part -> add(name + "." + part, parts, part, to));
    }

    private static void add(String name, Walk in, String key, NamedNumbers to) {
        if (to.has(name)) {
            throw new CannotJudgeException(
                    "%s is '%s', but so is another metric of the report; leave one out".formatted(in.where(), name));
        }
        to.add(name, in, key);
    }

    private static String kind(Walk metric) {
        return metric.text("metric_name").replaceFirst("\\(.*", "");
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
