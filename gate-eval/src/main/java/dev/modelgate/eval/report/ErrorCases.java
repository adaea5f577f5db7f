package dev.modelgate.eval.report;

import com.google.common.collect.ImmutableSet;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The cases that got no answer: the report counts them in {@code errors} and names each in {@code error_cases}. Other
 * harnesses may mean something else by the words; only a number is a count, and only objects with an id are cases.
 */
public final class ErrorCases {

    private ErrorCases() {}

    /**
     * Sees that there are as many as are counted.
     *
     * @throws CannotJudgeException where there are not: then the buckets are those of another run than the count
     */
    static void requireAgreement(JsonObject report, String name) {
        Optional<JsonNumber> errors =
                report.member("errors").filter(JsonNumber.class::isInstance).map(JsonNumber.class::cast);
        int listed = ids(report).size();
        if (errors.isPresent() && errors.get().decimal().compareTo(BigDecimal.valueOf(listed)) != 0) {
            throw new CannotJudgeException("%s%s: 'errors' is %s, but 'error_cases' lists %d; evaluate again"
                    .formatted(name, errors.get().place(), errors.get().literal(), listed));
        }
    }

    /** Their ids. */
    public static ImmutableSet<String> ids(JsonObject report) {
        return report.member("error_cases").filter(JsonArray.class::isInstance).stream()
                .flatMap(array -> ((JsonArray) array).items().stream())
                .filter(JsonObject.class::isInstance)
                .flatMap(each -> ((JsonObject) each).member("id").stream())
                .filter(JsonString.class::isInstance)
                .map((JsonValue id) -> ((JsonString) id).text())
                .collect(ImmutableSet.toImmutableSet());
    }
}
