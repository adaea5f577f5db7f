package dev.modelgate.core.release;

import dev.modelgate.core.CannotJudgeException;

/** A registry's own files contradict each other: nothing is decided by them until they are restored. */
public class DamagedRegistryException extends CannotJudgeException {

    private static final long serialVersionUID = 1L;

    /** What a script finds it by: before the sentence. */
    public static final String CODE = "REGISTRY_DAMAGED";

    public DamagedRegistryException(String message) {
        super(CODE + ": " + message);
    }

    public DamagedRegistryException(String message, Throwable cause) {
        super(CODE + ": " + message, cause);
    }
}
