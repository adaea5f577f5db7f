package dev.modelgate.eval.importer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonString;
import dev.modelgate.eval.report.ReportDraft.CaseError;
import dev.modelgate.eval.score.Score;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;

/**
 * Inspect's log in JSON ({@code inspect eval --log-format json}): a sample and epoch a case, by the one scorer of the
 * task. {@code C} is right, {@code I} and {@code N} are wrong, {@code P} is half; numbers stand for themselves. A log
 * whose status is not {@code success} is an error: half a run is none.
 */
final class InspectLog implements Importer {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    @Override
    public String format() {
        return "inspect";
    }

    @Override
    public String what() {
        return "Inspect's log in JSON, of a task with one scorer";
    }

    @Override
    public Imported read(Path file, ImmutableMap<String, String> columns) {
        Walk log = Walk.read(file);
        String status = log.text("status");
        if (!status.equals("success")) {
            throw new CannotJudgeException("%s has the status '%s', but 'success' is required; run the task to its end"
                    .formatted(file, status));
        }
        ImmutableList.Builder<ImportedCase> cases = ImmutableList.builder();
        ImmutableList.Builder<CaseError> errors = ImmutableList.builder();
        for (Walk sample : log.each("samples")) {
            if (sample.present("error").isPresent()) {
                errors.add(new CaseError(
                        id(sample), sample.required("error").shown("message").orElse("error")));
            } else {
                cases.add(measured(sample));
            }
        }
        return ImportedCases.of(file, cases.build(), errors.build(), 0);
    }

    private static ImportedCase measured(Walk sample) {
        return new ImportedCase(
                id(sample),
                ImmutableList.of(),
                score(sample),
                sample.shown("input"),
                sample.shown("target"),
                sample.at("output").flatMap(output -> output.shown("completion")),
                sample.number("working_time").map(seconds -> seconds.movePointRight(3)));
    }

    private static String id(Walk sample) {
        String epoch = sample.text("epoch");
        return epoch.equals("1") ? sample.text("id") : sample.text("id") + "#" + epoch;
    }

    private static Score score(Walk sample) {
        Map<String, JsonValue> scores = sample.required("scores").object().members();
        if (scores.size() != 1) {
            throw new CannotJudgeException("%s has the scores %s, but one scorer is required; log the task with one"
                    .formatted(sample.where(), scores.keySet()));
        }
        Walk scored =
                sample.required("scores").required(scores.keySet().iterator().next());
        JsonValue value = scored.present("value").orElseThrow(() -> scored.missing("value"));
        if (value instanceof JsonNumber number) {
            BigDecimal grade = number.decimal();
            return grade.signum() == 0 || grade.compareTo(BigDecimal.ONE) == 0
                    ? Score.of(grade.signum() > 0)
                    : Score.graded(grade.doubleValue());
        }
        return letter(value instanceof JsonString text ? text.text() : value.kind(), sample);
    }

    private static Score letter(String letter, Walk sample) {
        return switch (letter) {
            case "C" -> Score.RIGHT;
            case "I", "N" -> Score.WRONG;
            case "P" -> Score.graded(HALF.doubleValue());
            default ->
                throw new CannotJudgeException("%s has the score '%s', but C, I, P, N or a number is required"
                        .formatted(sample.where(), letter));
        };
    }
}
