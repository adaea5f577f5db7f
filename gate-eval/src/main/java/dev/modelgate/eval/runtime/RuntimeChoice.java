package dev.modelgate.eval.runtime;

import dev.modelgate.eval.candidate.CandidateUser;
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
 * @param user under whom a command runs, where it is another than the gate's
 */
public record RuntimeChoice(
        Optional<String> endpoint,
        Optional<String> command,
        OptionalInt concurrency,
        Map<String, String> environment,
        Optional<CandidateUser> user) {

    /** The wiring alone decides, and has no secrets. */
    public static final RuntimeChoice WIRED =
            new RuntimeChoice(Optional.empty(), Optional.empty(), OptionalInt.empty(), Map.of(), Optional.empty());

    /** The same, with a command run under the user that is named, if one is. */
    public RuntimeChoice under(Optional<CandidateUser> another) {
        return new RuntimeChoice(endpoint, command, concurrency, environment, another);
    }

    /** The record's own words would print the environment. */
    @Override
    public String toString() {
        return "RuntimeChoice[endpoint=%s, concurrency=%s]"
                .formatted(endpoint.isPresent() ? "given" : "wired", concurrency);
    }
}
