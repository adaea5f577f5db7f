package dev.modelgate.ci;

import dev.modelgate.core.CannotJudgeException;
import java.util.Map;
import java.util.Optional;

/**
 * The variables by which a CI system describes its job; empty ones count as unset.
 *
 * @param values all of them
 * @param where in words, where they are all set: for messages
 */
public record JobVariables(Map<String, String> values, String where) {

    public Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** @throws CannotJudgeException where it is not set */
    public String required(String name) {
        return optional(name)
                .orElseThrow(() -> new CannotJudgeException(
                        "%s is not set, but it is required; run in %s".formatted(name, where)));
    }
}
