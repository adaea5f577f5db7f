package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.json.YamlReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code results.yml} of NeMo Evaluator: its scores by {@code TASK.METRIC.SCORE}, and {@code GROUP.METRIC.SCORE} of its
 * groups.
 */
final class NemoResults implements Importer {

    @Override
    public String format() {
        return "nemo";
    }

    @Override
    public String what() {
        return "NeMo Evaluator's results.yml; --columns BUCKET=TASK.METRIC.SCORE,… says which are gated, no cases";
    }

    @Override
    public Imported read(Path file, ImmutableMap<String, String> columns) {
        Walk bundle = Walk.of(JsonShape.object(YamlReader.read(file), file.toString()), file.toString());
        Walk results = bundle.required("results");
        ImmutableMap.Builder<String, BigDecimal> values = ImmutableMap.builder();
        results.at("groups").ifPresent(groups -> add(groups, "", values));
        results.at("tasks").ifPresent(tasks -> add(tasks, "", values));
        NamedNumbers numbers = new NamedNumbers(results, values.buildKeepingLast());
        return ImportedMeasures.of(file, numbers.buckets(columns), numbers.others(columns), Optional.empty());
    }

    private static void add(Walk named, String prefix, ImmutableMap.Builder<String, BigDecimal> to) {
        for (String name : named.object().members().keySet()) {
            Walk one = named.required(name);
            one.at("metrics").ifPresent(metrics -> scores(metrics, prefix + name + ".", to));
            one.at("groups").ifPresent(groups -> add(groups, prefix + name + ".", to));
        }
    }

    private static void scores(Walk metrics, String prefix, ImmutableMap.Builder<String, BigDecimal> to) {
        for (String metric : metrics.object().members().keySet()) {
            Walk scores = metrics.required(metric).required("scores");
            for (String score : scores.object().members().keySet()) {
                to.put(prefix + metric + "." + score, scores.required(score).requiredNumber("value"));
            }
        }
    }
}
