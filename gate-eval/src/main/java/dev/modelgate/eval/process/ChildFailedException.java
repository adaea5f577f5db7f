package dev.modelgate.eval.process;

/** A child can no longer be relied on: what it did, what is required. */
final class ChildFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    ChildFailedException(String message) {
        super(message);
    }
}
