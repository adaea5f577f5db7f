package dev.modelgate.registry.attempt;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.policy.gate.Attempt;
import dev.modelgate.core.policy.gate.AttemptLog;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.eval.json.JsonFields;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryEditor;
import dev.modelgate.registry.state.RegistryView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Attempts as a registry keeps them, a line each: {@code {"at", "model_sha", "eval_set", "policy_sha256"}}. They are no
 * part of the event chain, for they release nothing. The file stands whole or not at all.
 */
public final class AttemptBook {

    private AttemptBook() {}

    /**
     * What is written down.
     *
     * @throws dev.modelgate.core.CannotJudgeException where a line is malformed: a count from half a file would be too
     *     low
     */
    public static AttemptLog read(RegistryView view) throws IOException {
        Optional<byte[]> bytes = view.document(DocumentPath.ATTEMPTS);
        if (bytes.isEmpty()) {
            return AttemptLog.EMPTY;
        }
        ImmutableList.Builder<Attempt> attempts = ImmutableList.builder();
        int line = 0;
        for (String text :
                new String(bytes.get(), StandardCharsets.UTF_8).lines().toList()) {
            line++;
            attempts.add(attempt(text, "%s:%d".formatted(DocumentPath.ATTEMPTS, line)));
        }
        return new AttemptLog(attempts.build());
    }

    /**
     * Writes an attempt down, unless it is there already.
     *
     * @return its number on its cases
     */
    public static long record(Registry registry, Attempt attempt, Instant at) throws IOException {
        return registry.write(editor -> note(editor, attempt, at));
    }

    /**
     * The same within a change: before its event, so that a crash between the two counts once too often rather than once
     * too few.
     */
    public static long note(RegistryEditor editor, Attempt attempt, Instant at) throws IOException {
        AttemptLog log = read(editor.view());
        if (!log.contains(attempt)) {
            String before = editor.view()
                    .document(DocumentPath.ATTEMPTS)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("");
            editor.note(DocumentPath.ATTEMPTS, (before + line(attempt, at) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return log.number(attempt);
    }

    private static Attempt attempt(String text, String name) {
        JsonFields fields = new JsonFields(JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8), name), name);
        return new Attempt(fields.text("model_sha"), fields.text("eval_set"), fields.optionalText("policy_sha256"));
    }

    private static String line(Attempt attempt, Instant at) {
        return PrettyJson.line(JsonBuilder.object()
                .put("at", at.toString())
                .put("model_sha", attempt.modelSha())
                .put("eval_set", attempt.evalSet())
                .putOrNull("policy_sha256", attempt.policySha256())
                .build());
    }
}
