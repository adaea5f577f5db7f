package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.EvalReport;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts by category in a report: {@code {"distributions": {FEATURE: {CATEGORY: COUNT}}}}. */
final class Distributions {

    private Distributions() {}

    /** Of one feature; empty where it is absent or is not counts, for what is malformed is not measured. */
    static Optional<Map<String, Long>> of(EvalReport report, String feature) {
        return report.source()
                .member("distributions")
                .flatMap(value -> member(value, feature))
                .flatMap(Distributions::counts);
    }

    static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Optional<JsonValue> member(JsonValue value, String name) {
        return value instanceof JsonObject object ? object.member(name) : Optional.empty();
    }

    private static Optional<Map<String, Long>> counts(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            return Optional.empty();
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> category : object.members().entrySet()) {
            if (!(category.getValue() instanceof JsonNumber number) || !isCount(number)) {
                return Optional.empty();
            }
            counts.put(category.getKey(), number.decimal().longValueExact());
        }
        return total(counts) > 0 ? Optional.of(counts) : Optional.empty();
    }

    private static boolean isCount(JsonNumber number) {
        return number.isInteger()
                && number.decimal().signum() >= 0
                && number.decimal().unscaledValue().bitLength() < 48;
    }
}
