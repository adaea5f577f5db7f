package dev.modelgate.registry.http;

import java.io.IOException;

/** A body is longer than what may be taken. */
final class BodyTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long limit;

    BodyTooLongException(long limit) {
        super("the body is longer than %d bytes".formatted(limit));
        this.limit = limit;
    }

    /** In bytes. */
    long limit() {
        return limit;
    }
}
