package dev.modelgate.eval.verdict;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.verdict.CheckResult;
import dev.modelgate.core.verdict.CheckSeverity;
import dev.modelgate.core.verdict.CheckStatus;
import dev.modelgate.eval.json.JsonFields;
import java.util.List;
import java.util.Locale;

/** The checks of a verdict, to and from JSON. Only a composite check has {@code parts}. */
final class CheckCodec {

    private static final String PARTS = "parts";

    private CheckCodec() {}

    static JsonArray encode(List<CheckResult> checks) {
        return JsonArray.of(checks.stream().map(CheckCodec::encode).toList());
    }

    private static JsonObject encode(CheckResult check) {
        JsonBuilder json = JsonBuilder.object()
                .put("id", check.id())
                .put("type", check.type())
                .put("severity", check.severity().name().toLowerCase(Locale.ROOT))
                .put("status", check.status().name())
                .put("subject", check.subject())
                .putOrNull("found", check.found())
                .put("required", check.required())
                .put("message", check.message())
                .putTexts("reasons", check.reasons().stream().map(Enum::name).toList());
        return check.parts().isEmpty()
                ? json.build()
                : json.put(PARTS, encode(check.parts())).build();
    }

    /**
     * Reads the checks.
     *
     * @throws IllegalArgumentException for a word that is not known, or a check that contradicts itself
     */
    static ImmutableList<CheckResult> decode(JsonFields fields, String key) {
        return fields.array(key).stream()
                .map(value -> check(JsonFields.of(value, fields.name() + ": a check")))
                .collect(ImmutableList.toImmutableList());
    }

    private static CheckResult check(JsonFields fields) {
        return new CheckResult(
                fields.text("id"),
                fields.text("type"),
                JsonFields.word(
                        fields.text("severity").toUpperCase(Locale.ROOT), CheckSeverity.class, "a check's severity"),
                fields.word("status", CheckStatus.class),
                fields.text("subject"),
                fields.optionalText("found"),
                fields.text("required"),
                fields.text("message"),
                fields.texts("reasons").stream()
                        .map(code -> JsonFields.word(code, ReasonCode.class, "a check's reason"))
                        .collect(ImmutableList.toImmutableList()),
                fields.source().member(PARTS).isPresent() ? decode(fields, PARTS) : ImmutableList.of());
    }
}
