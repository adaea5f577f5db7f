package dev.modelgate.core.stats.catalog;

import dev.modelgate.core.stats.Confidence;
import dev.modelgate.core.stats.PairedCounts;
import dev.modelgate.core.stats.Proportion;
import dev.modelgate.core.stats.Sample;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The fields of one question, read by name and type; whatever does not fit is named in the exception. */
final class Arguments {

    private final String method;
    private final Map<?, ?> fields;

    Arguments(String method, Map<?, ?> fields) {
        this.method = method;
        this.fields = fields;
    }

    boolean has(String name) {
        Object value = fields.get(name);
        return value != null && !JsonValue.isNull(value);
    }

    private JsonValue value(String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "field '" + name + "' is missing, but method '" + method + "' requires it; add it to the input");
        }
        return new JsonValue("field '" + name + "'", value);
    }

    long count(String name) {
        return value(name).count();
    }

    int smallCount(String name) {
        long count = count(name);
        if (count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "field '" + name + "' is " + count + ", but it must be at most " + Integer.MAX_VALUE);
        }
        return (int) count;
    }

    double number(String name) {
        return value(name).number();
    }

    double number(String name, double otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    BigDecimal decimal(String name) {
        return value(name).decimal();
    }

    Optional<BigDecimal> optionalDecimal(String name) {
        return has(name) ? Optional.of(decimal(name)) : Optional.empty();
    }

    String text(String name) {
        return value(name).text();
    }

    boolean flag(String name) {
        return value(name).flag();
    }

    List<Double> numbers(String name) {
        return value(name).items().stream().map(JsonValue::number).toList();
    }

    /** Measurements may have timed out: {@code "Infinity"} is allowed. */
    List<Double> measurements(String name) {
        return value(name).items().stream().map(JsonValue::measurement).toList();
    }

    List<OptionalDouble> optionalNumbers(String name) {
        return value(name).items().stream().map(JsonValue::optionalNumber).toList();
    }

    List<String> labels(String name) {
        return value(name).items().stream().map(JsonValue::label).toList();
    }

    Map<String, Long> counts(String name) {
        Map<String, Long> counts = new LinkedHashMap<>();
        value(name)
                .object()
                .forEach((key, count) ->
                        counts.put(String.valueOf(key), new JsonValue("'" + name + "." + key + "'", count).count()));
        return counts;
    }

    List<Arguments> objects(String name) {
        return value(name).items().stream()
                .map(item -> new Arguments(method, item.object()))
                .toList();
    }

    Confidence confidence() {
        return new Confidence(number("conf"));
    }

    double alpha() {
        return number("alpha");
    }

    PairedCounts pairedCounts() {
        return new PairedCounts(count("b"), count("c"), count("n"));
    }

    /** What {@code b} and {@code c} say where agreeing cases play no part. */
    PairedCounts discordantCounts() {
        long b = count("b");
        long c = count("c");
        return new PairedCounts(b, c, b + c);
    }

    Proportion candidate() {
        return new Proportion(count("x1"), count("n1"));
    }

    Proportion baseline() {
        return new Proportion(count("x2"), count("n2"));
    }

    Sample differences() {
        return Sample.of(numbers("d"));
    }
}
