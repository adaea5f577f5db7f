package dev.modelgate.eval.importer;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The results of lm-evaluation-harness ({@code results_*.json}): each proportion of a task of which more is better, by the
 * harness's own word, is the bucket {@code TASK.METRIC} ({@code TASK.METRIC.FILTER}); other numbers are metrics, also where
 * there is nothing else, as with a perplexity. Which
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
    public Imported read(Path file, ImportChoices choices) {
        choices.requireNoMetricsOnly(format());
        choices.requireNoBucketBy(format());
        Walk root = Walk.read(file);
        ImmutableList.Builder<Bucket> buckets = ImmutableList.builder();
        ImmutableMap.Builder<String, BigDecimal> metrics = ImmutableMap.builder();
        Walk results = root.required("results");
        requireDirections(root, file);
        for (String task : results.object().members().keySet()) {
            Walk measured = results.required(task);
            measured.object().members().forEach((key, value) -> {
                if (key.contains(",") && (value instanceof JsonNumber || Walk.isNaN(value))) {
                    Measure measure = new Measure(task, key);
                    if (measure.moreIsBetter(root)) {
                        measure.putInto(buckets, metrics, measured.requiredNumber(key), root);
                    } else {
                        measured.number(key).ifPresent(number -> metrics.put(measure.name(), number));
                    }
                }
            });
        }
        ImportedMeasures imported = ImportedMeasures.of(file, buckets.build(), metrics.buildOrThrow(), questions(root));
        requireNoColumns(choices, imported);
        return imported;
    }

    /** A file of a harness that does not say which way is better could only be guessed at. */
    private static void requireDirections(Walk root, Path file) {
        if (root.present("higher_is_better").isEmpty()) {
            throw new CannotJudgeException(
                    "%s: the results have no proportion of which more is better by the harness's own word ('higher_is_better'), but it is required; run it with lm-eval 0.4.3 or later"
                            .formatted(file));
        }
    }

    /** All there is becomes a bucket or a metric, so there is nothing to choose. */
    private static void requireNoColumns(ImportChoices choices, ImportedMeasures imported) {
        choices.columns().forEach((word, theirs) -> {
            throw new CannotJudgeException(
                    "--columns has '%s=%s', but lm-eval takes none: every metric is imported, here the buckets [%s] and the metrics %s; leave it out, and say in a policy what is judged"
                            .formatted(
                                    word,
                                    theirs,
                                    imported.buckets().stream()
                                            .map(Bucket::name)
                                            .collect(Collectors.joining(", ")),
                                    imported.metrics().keySet()));
        });
    }

    /** Digests over what each task asked, which the harness writes with {@code --log_samples}. */
    private static Optional<JsonValue> questions(Walk root) {
        return root.present("task_hashes")
                .filter(hashes ->
                        !root.required("task_hashes").object().members().isEmpty());
    }

    /** @param key {@code metric,filter} */
    private record Measure(String task, String key) {

        private static final String NO_FILTER = "none";

        String name() {
            List<String> parts = Splitter.on(',').limit(2).splitToList(key);
            String filter = parts.get(1).equals(NO_FILTER) ? "" : "." + parts.get(1);
            return task + "." + parts.get(0) + filter;
        }

        boolean moreIsBetter(Walk root) {
            String metric = Splitter.on(',').splitToList(key).get(0);
            return root.at("higher_is_better")
                    .flatMap(all -> all.at(task))
                    .flatMap(each -> each.shown(metric))
                    .filter("true"::equals)
                    .isPresent();
        }

        void putInto(
                ImmutableList.Builder<Bucket> buckets,
                ImmutableMap.Builder<String, BigDecimal> metrics,
                BigDecimal value,
                Walk root) {
            if (value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0) {
                buckets.add(bucket(value, root));
            } else {
                metrics.put(name(), value);
            }
        }

        private Bucket bucket(BigDecimal value, Walk root) {
            Optional<Walk> samples = root.at("n-samples").flatMap(all -> all.at(task));
            OptionalLong n = samples.filter(each -> each.present("effective").isPresent())
                    .map(each -> OptionalLong.of(each.count("effective")))
                    .orElse(OptionalLong.empty());
            try {
                return new Bucket(name(), Fraction.of(value), n, OptionalLong.empty());
            } catch (IllegalArgumentException e) {
                throw new CannotJudgeException("%s: '%s': %s".formatted(root.where(), task, e.getMessage()), e);
            }
        }
    }
}
