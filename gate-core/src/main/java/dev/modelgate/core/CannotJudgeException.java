package dev.modelgate.core;

/**
 * The gate could not judge: input is missing, unreadable or contradicts itself. Never a pass, never a refusal.
 * The message says what was found, where, and what to do; front ends print it as it stands.
 */
public class CannotJudgeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotJudgeException(String message) {
        super(message);
    }

    public CannotJudgeException(String message, Throwable cause) {
        super(message, cause);
    }
}
