package dev.modelgate.registry.artifact.mlflow;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.eval.render.Printable;
import dev.modelgate.registry.artifact.ArtifactPath;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bundle on an MLflow server: {@code mlflow:RUN_ID}, {@code mlflow:RUN_ID/SUB}, {@code mlflow:RUN_ID@MODEL_ID},
 * {@code mlflow:RUN_ID@MODEL_ID/SUB}, or {@code mlflow:RUN_ID@run}.
 *
 * <p>The bundle is one directory: the root of the chosen tree, or its folder {@code SUB}. Without {@code @} the tree
 * is the run's own artifacts where a folder is named. Where none is, it is the one model that the run logged, or the
 * run's own artifacts where it logged none; where it logged several, one must be chosen. {@code @run} is the run's
 * own artifacts always.
 *
 * @param tree what follows the {@code @}
 */
record MlflowReference(String run, Optional<String> tree, Optional<ArtifactPath> folder) {

    static final String PREFIX = "mlflow:";
    static final String RUN_TREE = "run";

    private static final Pattern FORM =
            Pattern.compile("mlflow:(?<run>[A-Za-z0-9_-]{1,64})(@(?<tree>run|m-[0-9a-f]{32}))?(/(?<folder>.+))?");

    /**
     * Reads a reference.
     *
     * @param path from {@code --path}: stands for a folder in the reference
     */
    static MlflowReference parse(String text, Optional<String> path) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new CannotJudgeException(
                    "the source is '%s', but mlflow:RUN_ID, mlflow:RUN_ID/FOLDER or mlflow:RUN_ID@MODEL_ID is required; copy the ids from the tracking server"
                            .formatted(Printable.line(text)));
        }
        Optional<String> inText = Optional.ofNullable(matcher.group("folder"));
        if (inText.isPresent() && path.isPresent()) {
            throw new CannotJudgeException(
                    "the source '%s' names a folder and so does --path, but there is one; leave one out"
                            .formatted(Printable.line(text)));
        }
        return new MlflowReference(
                matcher.group("run"),
                Optional.ofNullable(matcher.group("tree")),
                inText.or(() -> path).map(folder -> new ArtifactPath(folder).requireUrlSafe()));
    }

    @Override
    public String toString() {
        return PREFIX
                + run
                + tree.map(it -> "@" + it).orElse("")
                + folder.map(it -> "/" + it).orElse("");
    }
}
