package dev.modelgate.eval.process;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Usage;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.port.ModelRuntime.Answered;
import dev.modelgate.core.port.ModelRuntime.Failed;
import dev.modelgate.core.port.ModelRuntime.Reply;
import dev.modelgate.core.port.ModelRuntime.Request;
import dev.modelgate.eval.json.JsonReader;
import dev.modelgate.eval.json.JsonShape;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The lines on the pipes: {@code {"id","input"}} goes in, {@code {"id","output"}} or {@code {"id","error"}} comes out. */
final class ChildLines {

    private ChildLines() {}

    static String question(Request request) {
        return PrettyJson.line(JsonBuilder.object()
                        .put("id", request.id())
                        .put("input", request.input())
                        .build())
                + "\n";
    }

    /** One answer, and whose it is. */
    record Said(String id, JsonObject object) {

        /** The answer, or what the child says went wrong with this case. */
        Reply reply(Duration latency) {
            Optional<JsonValue> error = JsonShape.optional(object, "error");
            if (error.isPresent()) {
                return new Failed("the process reports: " + Shown.start(text(error.get())), latency);
            }
            if (!(object.member("output").orElse(object) instanceof JsonString output)) {
                return new Failed(
                        "the process wrote '%s', but 'output' with a text is required"
                                .formatted(Shown.start(PrettyJson.line(object))),
                        latency);
            }
            return new Answered(output.text(), latency, usage());
        }

        private Optional<Usage> usage() {
            try {
                return JsonShape.optional(object, "usage")
                        .map(value -> JsonShape.object(value, "usage"))
                        .map(usage -> new Usage(tokens(usage, "input_tokens"), tokens(usage, "output_tokens")));
            } catch (CannotJudgeException | IllegalArgumentException e) {
                return Optional.empty(); // costs are unknown then; the answer is none the worse
            }
        }

        private static long tokens(JsonObject usage, String key) {
            return JsonShape.integer(JsonShape.required(usage, key, "usage"), key);
        }

        private static String text(JsonValue value) {
            return value instanceof JsonString string ? string.text() : PrettyJson.line(value);
        }
    }

    /** Reads a line. */
    static Said said(byte[] line) throws ChildFailedException {
        try {
            JsonObject object = JsonReader.readObject(line, "the line");
            return new Said(JsonShape.text(JsonShape.required(object, "id", "the line"), "'id'"), object);
        } catch (CannotJudgeException e) {
            throw new ChildFailedException(
                    "the process wrote '%s', but one JSON object with 'id' and 'output' a line is required; write anything else to the error stream"
                            .formatted(Shown.start(new String(line, StandardCharsets.UTF_8))));
        }
    }
}
