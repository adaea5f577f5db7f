package dev.modelgate.registry.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the body of an answer, byte for byte. Used by one thread at a time. */
public interface Sink {

    /** Forgets what it has: a try begins. */
    void restart() throws IOException;

    void write(ByteBuffer bytes) throws IOException;

    /** The whole body was written. */
    void finish() throws IOException;

    /** A try failed; nothing more comes. May be called in any state. */
    void abandon();
}
