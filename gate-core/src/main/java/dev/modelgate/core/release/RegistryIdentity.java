package dev.modelgate.core.release;

import dev.modelgate.core.CannotJudgeException;
import java.util.Optional;

/**
 * What the first event says of a registry, for ever.
 *
 * @param model the line of models that it holds; other models have registries of their own
 * @param development true for a registry that no production command reads
 * @param branch whose rules count until a later event names another; empty where nobody said so at the beginning
 */
public record RegistryIdentity(String model, boolean development, Optional<BranchName> branch) {

    private static final int MAX_LENGTH = 200;

    public RegistryIdentity {
        if (model.isBlank() || model.length() > MAX_LENGTH || model.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the model's name has %d characters, but 1 to %d are required, without control characters"
                            .formatted(model.length(), MAX_LENGTH));
        }
    }

    /** Without a branch: promotions wait until one is recorded. */
    public RegistryIdentity(String model, boolean development) {
        this(model, development, Optional.empty());
    }

    /**
     * Keeps development and production apart, both ways.
     *
     * @throws CannotJudgeException where the command works for the other one
     */
    public void requireReadableIn(Environment environment, String uri) {
        if (development && environment == Environment.PRODUCTION) {
            throw new CannotJudgeException(("%s is a development registry, but GATE_ENV is not 'dev', and production"
                            + " reads no such registry; name the production registry")
                    .formatted(uri));
        }
        if (!development && environment == Environment.DEVELOPMENT) {
            throw new CannotJudgeException(
                    ("%s is a production registry, but GATE_ENV is 'dev', which works on development registries only;"
                                    + " name another registry or unset GATE_ENV")
                            .formatted(uri));
        }
    }
}
