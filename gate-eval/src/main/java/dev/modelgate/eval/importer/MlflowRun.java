package dev.modelgate.eval.importer;

import dev.modelgate.core.CannotJudgeException;
import java.nio.file.Path;
import java.util.Optional;

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
    public Imported read(Path file, ImportChoices choices) {
        choices.requireNoBucketBy(format());
        Walk run = Walk.read(file);
        Walk info = run.required("info");
        if (!info.text("status").equals("FINISHED")
                || !info.text("lifecycle_stage").equals("active")) {
            throw new CannotJudgeException(
                    "%s is a run that is %s and %s, but FINISHED and active is required; run it to its end"
                            .formatted(file, info.text("status"), info.text("lifecycle_stage")));
        }
        Walk metrics = run.required("data").required("metrics");
        NamedNumbers numbers = new NamedNumbers(metrics);
        metrics.object().members().keySet().forEach(name -> numbers.add(name, metrics, name));
        return ImportedMeasures.of(file, numbers.buckets(choices), numbers.others(choices.columns()), Optional.empty());
    }
}
