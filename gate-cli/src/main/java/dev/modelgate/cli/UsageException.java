package dev.modelgate.cli;

/** The command line is wrong; the message says what was given and what is required. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
