package dev.modelgate.eval.score;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;

/** Right where the answer is JSON and says the same: members in any order, numbers by value. */
final class JsonEquality implements Scorer {

    @Override
    public String name() {
        return "json";
    }

    @Override
    public Score score(EvalCase evalCase, String output) {
        JsonValue expected = evalCase.expected() instanceof JsonString text
                ? parsed(text.text())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'expected' is '%s', but JSON is required".formatted(text.text())))
                : evalCase.expected();
        return Score.of(parsed(output).filter(answer -> same(expected, answer)).isPresent());
    }

    /** An answer's JSON; empty where it is none. */
    static Optional<JsonValue> parsed(String text) {
        try {
            return Optional.of(JsonReader.read(text.getBytes(StandardCharsets.UTF_8), "the answer"));
        } catch (CannotJudgeException e) {
            return Optional.empty();
        }
    }

    private static boolean same(JsonValue one, JsonValue other) {
        if (one instanceof JsonNumber a && other instanceof JsonNumber b) {
            return a.equals(b) || a.decimal().compareTo(b.decimal()) == 0;
        }
        if (one instanceof JsonArray a && other instanceof JsonArray b) {
            return a.items().size() == b.items().size()
                    && IntStream.range(0, a.items().size())
                            .allMatch(i -> same(a.items().get(i), b.items().get(i)));
        }
        if (one instanceof JsonObject a && other instanceof JsonObject b) {
            return a.members().keySet().equals(b.members().keySet())
                    && a.members().entrySet().stream()
                            .allMatch(member -> same(
                                    member.getValue(), b.member(member.getKey()).orElseThrow()));
        }
        return one.equals(other);
    }
}
