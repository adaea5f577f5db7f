package dev.modelgate.core.port;

import dev.modelgate.core.release.DocumentPath;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the registry is kept: named documents beside one append-only chain of event lines.
 *
 * <p>A store knows nothing of models. It promises that writers exclude each other, also across processes and
 * machines; that a document is replaced whole; and that an appended line, once the append returned, survives a
 * crash. The complete line is the commit point of every change. A store that nobody wrote to reads as empty, and
 * reading it creates nothing.
 */
public interface RegistryStore extends AutoCloseable {

    /**
     * Reads one consistent state. The work may be run again on a newer state, and must not call the store.
     *
     * @throws IOException when the store cannot be read, or a writer keeps it for too long
     */
    <T> T read(Work<Reader, T> work) throws IOException;

    /**
     * Writes under the store's one lock. Changes take effect in the order in which they are made. A store that finds
     * itself beaten to the write (git) runs the work again on the new state, so the work must not keep what it read
     * in an earlier run. Where the work throws, what it did until then may stand (files) or not (a transaction):
     * whoever writes more than one document says first, in the store, what shall become of them.
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

    /** One state of the store. */
    interface Reader {
        Optional<byte[]> document(DocumentPath path) throws IOException;

        /** The documents directly below a folder, sorted by name. */
        List<DocumentPath> documents(String folder) throws IOException;

        /** Every document, in all folders, sorted by path. */
        List<DocumentPath> documents() throws IOException;

        /** The last complete line, without its newline. Costs the same however long the chain is. */
        Optional<String> lastEvent() throws IOException;

        /** Line {@code number}, from 1; empty beyond the end. Costs the same however long the chain is. */
        Optional<String> event(long number) throws IOException;

        /** All complete lines, oldest first, without newlines. To be closed, and not used after the read. */
        Stream<String> events() throws IOException;

        /** Where line {@code number} stands, for messages. */
        String place(long number);
    }

    /** A state being changed. */
    interface Writer extends Reader {
        /** Creates or replaces a document: all of it or nothing. */
        void put(DocumentPath path, byte[] bytes) throws IOException;

        /** Removes a document; one that is not there is no error. */
        void remove(DocumentPath path) throws IOException;

        /**
         * Appends one line in one write, and syncs it.
         *
         * @param line without a newline
         */
        void append(String line) throws IOException;

        /**
         * Appends many lines, at less than the price of each alone; a crash may leave some of the first ones.
         *
         * @param lines without newlines
         */
        default void appendAll(Iterator<String> lines) throws IOException {
            while (lines.hasNext()) {
                append(lines.next());
            }
        }
    }
}
