package dev.modelgate.core.stats.catalog;

import dev.modelgate.core.stats.Interval;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The fields of an answer, in the order they are put. */
final class Answer {

    private static final Object NULL = Optional.empty();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** The answer that no estimate exists. */
    static Answer undefined() {
        return new Answer().put("undefined", true);
    }

    Map<String, Object> asMap() {
        return Collections.unmodifiableMap(fields);
    }

    Answer put(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    Answer put(String name, long value) {
        fields.put(name, value);
        return this;
    }

    Answer put(String name, double value) {
        fields.put(name, number(value));
        return this;
    }

    Answer put(String name, String value) {
        fields.put(name, value);
        return this;
    }

    Answer put(String name, BigDecimal value) {
        fields.put(name, value);
        return this;
    }

    Answer put(String name, OptionalDouble value) {
        fields.put(name, number(value));
        return this;
    }

    Answer putDecimal(String name, Optional<BigDecimal> value) {
        fields.put(name, value.<Object>map(decimal -> decimal).orElse(NULL));
        return this;
    }

    Answer putNull(String name) {
        fields.put(name, NULL);
        return this;
    }

    Answer put(String name, List<?> values) {
        fields.put(name, values);
        return this;
    }

    /** Puts both ends as {@code lower} and {@code upper}. */
    Answer put(Interval interval) {
        return put("lower", interval.lower()).put("upper", interval.upper());
    }

    Answer putNumbers(String name, List<Double> values) {
        return put(name, values.stream().map(Answer::number).toList());
    }

    Answer putOptionals(String name, List<OptionalDouble> values) {
        return put(name, values.stream().map(Answer::number).toList());
    }

    private static Object number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : NULL;
    }

    /** JSON has no infinities, and a negative zero says nothing that a zero does not. */
    private static Object number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        return value == 0 ? 0.0 : value;
    }
}
