package dev.modelgate.core.stats.catalog;

import java.util.Map;
import java.util.function.Function;

/**
 * One statistical method that can be asked by name.
 *
 * <p>Input stands for a JSON object: {@link Map} with string keys, {@link java.util.List}, {@link String}, {@link Boolean},
 * {@link java.math.BigDecimal} for every number and {@link java.util.Optional#empty()} for null. Output uses the same
 * types, but {@link Long} for counts and {@link Double} for real numbers; infinities are the strings
 * {@code "Infinity"} and {@code "-Infinity"}. {@code {"undefined": true}} means that no estimate exists.
 *
 * @param name as in {@code gate stat NAME}
 * @param description one line
 * @param computation the method itself
 */
public record StatMethod(
        String name, String description, Function<Map<String, Object>, Map<String, Object>> computation) {

    /**
     * Computes the method.
     *
     * @throws IllegalArgumentException if a field is missing, of the wrong type or out of range
     */
    public Map<String, Object> compute(Map<String, Object> input) {
        return computation.apply(input);
    }

    /** A method that reads its fields through {@link Arguments}. */
    static StatMethod of(String name, String description, Function<Arguments, Answer> computation) {
        return new StatMethod(
                name,
                description,
                input -> computation.apply(new Arguments(name, input)).asMap());
    }
}
