package dev.modelgate.eval.http;

/** Something came back, but no answer to what was asked: what it is, what is required. */
final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }
}
