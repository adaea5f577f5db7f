package dev.modelgate.eval.score;

/** A scorer could not judge an answer; the answer is neither right nor wrong. */
public final class NoScoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoScoreException(String message) {
        super(message);
    }
}
