package dev.modelgate.core.identity;

import java.util.Optional;

/**
 * Something that two models do not share.
 *
 * @param name what it is: a tensor's name, a file's path, a JSON path
 * @param before empty where only the second model has it
 * @param after empty where only the first model has it
 */
public record Change<T>(String name, Optional<T> before, Optional<T> after) {

    /** How the two models differ here. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    public Change {
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("'%s' is in neither model, so it is no change".formatted(name));
        }
    }

    public Kind kind() {
        if (before.isEmpty()) {
            return Kind.ADDED;
        }
        return after.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
    }
}
