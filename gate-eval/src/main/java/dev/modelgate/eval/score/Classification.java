package dev.modelgate.eval.score;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Right where the label is the expected one. An answer is a label, or an object with {@code label} and
 * {@code probability}, which is that of the positive label where one is named and of the answered one elsewhere.
 *
 * @param positive the label that precision and recall are about; without it they are means over all labels
 */
record Classification(Optional<String> positive) implements Scorer {

    /** An answer, taken apart. */
    record Labelled(String label, Optional<Double> probability) {}

    @Override
    public String name() {
        return "classification";
    }

    @Override
    public Score score(EvalCase evalCase, String output) {
        return Score.of(read(output).label().equals(expected(evalCase)));
    }

    @Override
    public Optional<WholeSet> wholeSet() {
        return Optional.of(new ClassificationMetrics(positive));
    }

    static String expected(EvalCase evalCase) {
        if (evalCase.expected() instanceof JsonString label) {
            return label.text().strip();
        }
        throw new IllegalArgumentException("'expected' is %s, but a label in quotes is required"
                .formatted(evalCase.expected().kind()));
    }

    static Labelled read(String output) {
        String text = output.strip();
        if (!text.startsWith("{")) {
            return new Labelled(text, Optional.empty());
        }
        try {
            JsonObject object = JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8), "the answer");
            JsonValue label = object.member("label").orElse(object);
            if (!(label instanceof JsonString found)) {
                throw new NoScoreException("the answer has no 'label' in quotes, but one is required");
            }
            return new Labelled(
                    found.text().strip(), object.member("probability").map(Classification::probability));
        } catch (CannotJudgeException e) {
            throw new NoScoreException(String.valueOf(e.getMessage()));
        }
    }

    private static double probability(JsonValue value) {
        if (value instanceof JsonNumber number) {
            double probability = number.decimal().doubleValue();
            if (probability >= 0 && probability <= 1) {
                return probability;
            }
        }
        throw new NoScoreException("the answer's 'probability' is no number in [0, 1], but it must be");
    }
}
