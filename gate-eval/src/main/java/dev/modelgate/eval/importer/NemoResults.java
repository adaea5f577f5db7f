package dev.modelgate.eval.importer;

import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.json.YamlReader;
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
    public Imported read(Path file, ImportChoices choices) {
        choices.requireNoBucketBy(format());
        Walk bundle = Walk.of(JsonShape.object(YamlReader.readWithNaN(file), file.toString()), file.toString());
        Walk results = bundle.required("results");
        NamedNumbers numbers = new NamedNumbers(results);
        results.at("groups").ifPresent(groups -> add(groups, "", numbers));
        results.at("tasks").ifPresent(tasks -> add(tasks, "", numbers));
        return ImportedMeasures.of(file, numbers.buckets(choices), numbers.others(choices.columns()), Optional.empty());
    }

    private static void add(Walk named, String prefix, NamedNumbers to) {
        for (String name : named.object().members().keySet()) {
            Walk one = named.required(name);
            one.at("metrics").ifPresent(metrics -> scores(metrics, prefix + name + ".", to));
            one.at("groups").ifPresent(groups -> add(groups, prefix + name + ".", to));
        }
    }

    private static void scores(Walk metrics, String prefix, NamedNumbers to) {
        for (String metric : metrics.object().members().keySet()) {
            Walk scores = metrics.required(metric).required("scores");
            for (String score : scores.object().members().keySet()) {
                Walk one = scores.required(score);
                if (one.present("value").isEmpty()) {
                    throw one.missing("value");
                }
                to.add(prefix + metric + "." + score, one, "value");
            }
        }
    }
}
