package dev.modelgate.core.port;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the registry is kept: named documents beside one append-only chain of event lines.
 *
 * <p>A store knows nothing of models. It promises that writers exclude each other, also across processes and
 * machines; that a document is replaced whole; and that an appended line, once the append returned, survives a
 * crash. The complete line is the commit point of every change.
 */
public interface RegistryStore extends AutoCloseable {

    /** Reads one consistent state. */
    <T> T read(Work<Reader, T> work) throws IOException;

    /**
     * Writes under the store's one lock. A store that finds itself beaten to the write (git) runs the work again on
     * the new state, so the work must not keep what it read in an earlier run.
     *
     * @throws IOException when the store cannot be written or the lock is not had in time; nothing was changed then
     */
    <T> T write(Work<Writer, T> work) throws IOException;

    /** The store as the user names it, for messages. */
    String uri();

    @Override
    void close() throws IOException;

    /** What is done with a state of the store. */
    @FunctionalInterface
    interface Work<S, T> {
        T on(S state) throws IOException;
    }

    /** One state of the store. Paths are relative, with {@code /}, of segments {@code [A-Za-z0-9._-]+}. */
    interface Reader {
        /** The bytes of a document: {@code tags.json}, {@code entries/SHA.json}, … */
        Optional<byte[]> document(String path) throws IOException;

        /** The paths of the documents directly below a folder, sorted. */
        List<String> documents(String folder) throws IOException;

        /** The last complete line, without its newline. */
        Optional<String> lastEvent() throws IOException;

        /** All complete lines, oldest first, without newlines. To be closed. */
        Stream<String> events() throws IOException;
    }

    /** A state being changed. */
    interface Writer extends Reader {
        void put(String path, byte[] bytes) throws IOException;

        /** Removes a document; one that is not there is no error. */
        void remove(String path) throws IOException;

        /** Appends one line (given without newline) in one write, and syncs it. */
        void append(String line) throws IOException;
    }
}
