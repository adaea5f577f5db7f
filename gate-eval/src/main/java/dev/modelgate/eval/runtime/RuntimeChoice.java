package dev.modelgate.eval.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a call says of the runtime, beside the wiring.
 *
 * @param endpoint address that answers, in place of the wiring's
 * @param command that answers, in place of the wiring's
 * @param concurrency requests or processes at once, in place of the wiring's
 * @param environment where the wiring's secrets stand
 */
public record RuntimeChoice(
        Optional<String> endpoint, Optional<String> command, OptionalInt concurrency, Map<String, String> environment) {

    /** The wiring alone decides, and has no secrets. */
    public static final RuntimeChoice WIRED =
            new RuntimeChoice(Optional.empty(), Optional.empty(), OptionalInt.empty(), Map.of());

    /** The record's own words would print the environment. */
    @Override
    public String toString() {
        return "RuntimeChoice[endpoint=%s, concurrency=%s]"
                .formatted(endpoint.isPresent() ? "given" : "wired", concurrency);
    }
}
