package dev.modelgate.eval.importer;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The results of lm-evaluation-harness ({@code results_*.json}): each proportion of a task of which more is better, by the
 * harness's own word, is the bucket {@code TASK.METRIC} ({@code TASK.METRIC.FILTER}); other numbers are metrics. Which
 * cases were lost, only {@link LmEvalSamples} tell.
 */
final class LmEvalResults implements Importer {

    @Override
    public String format() {
        return "lm-eval";
    }

    @Override
    public String what() {
        return "lm-evaluation-harness, results_*.json: a bucket per task and metric, no cases";
    }

    @Override
    public Imported read(Path file, ImmutableMap<String, String> columns) {
        Walk root = Walk.read(file);
        ImmutableList.Builder<Bucket> buckets = ImmutableList.builder();
        ImmutableMap.Builder<String, BigDecimal> metrics = ImmutableMap.builder();
        Walk results = root.required("results");
        for (String task : results.object().members().keySet()) {
            Walk measured = results.required(task);
            measured.object().members().forEach((key, value) -> {
                if (key.contains(",") && value instanceof JsonNumber number) {
                    Measure measure = new Measure(task, key, number.decimal());
                    if (measure.isProportion(root)) {
                        buckets.add(measure.bucket(root));
                    } else {
                        metrics.put(measure.name(), measure.value());
                    }
                }
            });
        }
        return ImportedMeasures.of(file, buckets.build(), metrics.buildOrThrow(), questions(root));
    }

    /** Digests over what each task asked, which the harness writes with {@code --log_samples}. */
    private static Optional<JsonValue> questions(Walk root) {
        return root.present("task_hashes")
                .filter(hashes ->
                        !root.required("task_hashes").object().members().isEmpty());
    }

    /** @param key {@code metric,filter} */
    private record Measure(String task, String key, BigDecimal value) {

        private static final String NO_FILTER = "none";

        String name() {
            List<String> parts = Splitter.on(',').limit(2).splitToList(key);
            String filter = parts.get(1).equals(NO_FILTER) ? "" : "." + parts.get(1);
            return task + "." + parts.get(0) + filter;
        }

        boolean isProportion(Walk root) {
            String metric = Splitter.on(',').splitToList(key).get(0);
            boolean better = root.at("higher_is_better")
                    .flatMap(all -> all.at(task))
                    .flatMap(each -> each.shown(metric))
                    .filter("true"::equals)
                    .isPresent();
            return better && value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0;
        }

        Bucket bucket(Walk root) {
            OptionalLong n = root.at("n-samples")
                    .flatMap(all -> all.at(task))
                    .flatMap(each -> each.number("effective"))
                    .map(count -> OptionalLong.of(count.longValueExact()))
                    .orElse(OptionalLong.empty());
            return new Bucket(name(), Fraction.of(value), n, OptionalLong.empty());
        }
    }
}
