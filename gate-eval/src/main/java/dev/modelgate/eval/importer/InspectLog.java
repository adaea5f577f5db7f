package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonBoolean;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.score.Score;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Inspect's log in JSON ({@code inspect eval --log-format json}): a sample and epoch a case, by the one scorer of the
 * task; the epochs of a sample are a cluster. {@code C} is right, {@code I} and {@code N} are wrong, {@code P} is half;
 * numbers stand for themselves, and NaN, Inspect's own mark, for a sample that was not scored. A log whose status is not
 * {@code success}, or that somebody invalidated, is an error: half a run is none.
 */
final class InspectLog implements Importer {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    @Override
    public String format() {
        return "inspect";
    }

    @Override
    public String what() {
        return "Inspect's log in JSON, of a task with one scorer; --bucket-by metadata.FIELD makes buckets";
    }

    @Override
    public Imported read(Path file, ImportChoices choices) {
        choices.requireNoMetricsOnly(format());
        choices.requireNoColumns(format());
        Walk log = Walk.read(file);
        String status = log.text("status");
        if (!status.equals("success")) {
            throw new CannotJudgeException("%s has the status '%s', but 'success' is required; run the task to its end"
                    .formatted(file, status));
        }
        requireValid(log, file.toString());
        List<Walk> samples = log.each("samples");
        boolean epochs = samples.stream().anyMatch(sample -> sample.count("epoch") > 1);
        return ImportedCases.read(
                file,
                choices,
                cases -> samples.forEach(sample -> {
                    requireValid(sample);
                    read(sample, epochs, cases);
                }));
    }

    /** Somebody looked at the run, and said that it proves nothing. */
    private static void requireValid(Walk log, String file) {
        if (log.present("invalidated").isPresent() && log.flag("invalidated")) {
            throw invalidated(file);
        }
    }

    private static void requireValid(Walk sample) {
        if (sample.present("invalidation").isPresent()) {
            throw invalidated("%s: sample '%s'".formatted(sample.where(), sample.text("id")));
        }
    }

    private static CannotJudgeException invalidated(String what) {
        return new CannotJudgeException(
                "%s is invalidated, but valid results are required; run the task again".formatted(what));
    }

    private static void read(Walk sample, boolean epochs, ImportedCases.Builder cases) {
        Attempt attempt = Attempt.of(sample.text("id"), sample.count("epoch"), epochs);
        Question question = new Question(attempt.id(), sample.shown("input"), sample.shown("target"));
        if (sample.present("error").isPresent()) {
            cases.error(question, sample.required("error").shown("message").orElse("error"));
            return;
        }
        Optional<Score> score = score(sample);
        if (score.isEmpty()) {
            cases.error(question, "the scorer gave no score");
            return;
        }
        CaseFields fields = new CaseFields();
        sample.present("metadata").ifPresent(metadata -> fields.add("metadata", metadata));
        cases.add(
                new ImportedCase(
                        question,
                        ImmutableList.of(),
                        score.get(),
                        output(sample),
                        sample.number("working_time").map(seconds -> seconds.movePointRight(3)),
                        attempt.cluster()),
                fields);
    }

    /** The completion; older logs have only the messages to choose from. */
    private static Optional<String> output(Walk sample) {
        Optional<Walk> output = sample.at("output");
        return output.flatMap(given -> given.shown("completion"))
                .or(() -> output.filter(given -> given.present("choices").isPresent())
                        .flatMap(given -> given.each("choices").stream().findFirst())
                        .flatMap(choice -> choice.at("message"))
                        .flatMap(message -> message.shown("content")));
    }

    /** Empty where the scorer left the sample out, or marked it as not scored. */
    private static Optional<Score> score(Walk sample) {
        Optional<Walk> scores =
                sample.at("scores").filter(all -> !all.object().members().isEmpty());
        if (scores.isEmpty()) {
            return Optional.empty();
        }
        Map<String, JsonValue> named = scores.get().object().members();
        if (named.size() != 1) {
            throw new CannotJudgeException("%s has the scores %s, but one scorer is required; log the task with one"
                    .formatted(sample.where(), named.keySet()));
        }
        Walk scored = scores.get().required(named.keySet().iterator().next());
        JsonValue value = scored.object().member("value").orElseThrow(() -> scored.missing("value"));
        if (value instanceof JsonNull
                || (value instanceof JsonString text && text.text().equals("NaN"))) {
            return Optional.empty();
        }
        return Optional.of(score(value, scored));
    }

    private static Score score(JsonValue value, Walk scored) {
        if (value instanceof JsonNumber number) {
            BigDecimal grade = number.decimal();
            return grade.signum() == 0 || grade.compareTo(BigDecimal.ONE) == 0
                    ? Score.of(grade.signum() > 0)
                    : graded(grade, scored);
        }
        if (value instanceof JsonBoolean right) {
            return Score.of(right.value());
        }
        return letter(value instanceof JsonString text ? text.text() : value.kind(), scored);
    }

    private static Score graded(BigDecimal grade, Walk scored) {
        try {
            return Score.graded(grade.doubleValue());
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(scored.where() + ": " + e.getMessage(), e);
        }
    }

    private static Score letter(String letter, Walk scored) {
        return switch (letter) {
            case "C" -> Score.RIGHT;
            case "I", "N" -> Score.WRONG;
            case "P" -> Score.graded(HALF.doubleValue());
            default ->
                throw new CannotJudgeException(
                        "%s has the score '%s', but C, I, P, N, a number, true or false is required; score the task so"
                                .formatted(scored.where(), letter));
        };
    }
}
