package dev.modelgate.eval.pipeline;

import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.pipeline.RunEvidence;
import java.nio.file.Path;

/** A pipeline's run inside another document: one of the {@code runs} of {@code modelgate.run/v1}. */
public final class EmbeddedRun {

    private EmbeddedRun() {}

    /**
     * Reads it.
     *
     * @param name of the place, for messages
     * @throws dev.modelgate.core.CannotJudgeException where it is malformed or has a word that is not known
     */
    public static RunEvidence read(JsonObject run, String name) {
        return new RunJson(Path.of(name)).evidence(run);
    }
}
