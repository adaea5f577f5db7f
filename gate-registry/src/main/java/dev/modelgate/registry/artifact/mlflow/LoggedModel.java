package dev.modelgate.registry.artifact.mlflow;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.eval.json.JsonShape;
import dev.modelgate.eval.render.Printable;
import java.util.regex.Pattern;

/**
 * A model that a run logged, as MLflow 3 keeps it.
 *
 * @param status {@code LOGGED_MODEL_READY} once its files are all there
 */
record LoggedModel(String id, String artifactUri, String status) {

    private static final Pattern ID = Pattern.compile("m-[0-9a-f]{32}");
    private static final String READY = "LOGGED_MODEL_READY";

    LoggedModel {
        requireId(id);
    }

    /** True for what MLflow names logged models by. */
    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    static void requireId(String id) {
        if (!isId(id)) {
            throw new CannotJudgeException(
                    "the logged model is '%s', but m- and 32 hex digits are required; copy the id of the model"
                            .formatted(Printable.line(id)));
        }
    }

    /** Reads the answer of {@code logged-models/ID}. */
    static LoggedModel read(JsonObject answer, String what) {
        JsonObject model = JsonShape.object(JsonShape.required(answer, "model", what), what);
        JsonObject info = JsonShape.object(JsonShape.required(model, "info", what), what);
        return new LoggedModel(
                JsonShape.text(JsonShape.required(info, "model_id", what), what),
                JsonShape.text(JsonShape.required(info, "artifact_uri", what), what),
                JsonShape.text(JsonShape.required(info, "status", what), what));
    }

    LoggedModel requireReady() {
        if (!status.equals(READY)) {
            throw new CannotJudgeException(
                    "logged model '%s' is %s, but %s is required; wait for the run that logs it, or log it again"
                            .formatted(id, Printable.line(status), READY));
        }
        return this;
    }
}
