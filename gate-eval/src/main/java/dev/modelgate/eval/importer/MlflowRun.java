package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Bucket;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The metrics of one MLflow run, as {@code mlflow runs describe --run-id ID} prints them. MLflow does not say which of them
 * are proportions of which more is better: {@code --columns BUCKET=METRIC} does; the others are metrics.
 */
final class MlflowRun implements Importer {

    @Override
    public String format() {
        return "mlflow";
    }

    @Override
    public String what() {
        return "a run as 'mlflow runs describe' prints it; --columns BUCKET=METRIC,… says which are gated, no cases";
    }

    @Override
    public Imported read(Path file, ImmutableMap<String, String> columns) {
        Walk run = Walk.read(file);
        Walk info = run.required("info");
        if (!info.text("status").equals("FINISHED")
                || !info.text("lifecycle_stage").equals("active")) {
            throw new CannotJudgeException(
                    "%s is a run that is %s and %s, but FINISHED and active is required; run it to its end"
                            .formatted(file, info.text("status"), info.text("lifecycle_stage")));
        }
        Walk metrics = run.required("data").required("metrics");
        ImmutableMap.Builder<String, BigDecimal> others = ImmutableMap.builder();
        for (String name : metrics.object().members().keySet()) {
            if (!columns.containsValue(name)) {
                others.put(name, metrics.requiredNumber(name));
            }
        }
        return ImportedMeasures.of(file, buckets(metrics, columns), others.buildOrThrow(), Optional.empty());
    }

    private static ImmutableList<Bucket> buckets(Walk metrics, ImmutableMap<String, String> columns) {
        ImmutableList.Builder<Bucket> buckets = ImmutableList.builder();
        columns.forEach((bucket, metric) -> {
            BigDecimal value = metrics.number(metric)
                    .orElseThrow(
                            () -> new CannotJudgeException("%s has no metric '%s', but --columns names it; it has %s"
                                    .formatted(
                                            metrics.where(),
                                            metric,
                                            new TreeSet<>(
                                                    metrics.object().members().keySet()))));
            buckets.add(metrics.bucket(bucket, metric, value));
        });
        return buckets.build();
    }
}
