package dev.modelgate.registry.testing;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A store whose writer fails at one of its changes: as if the process died there, or with an error that it can still
 * answer.
 */
public final class CrashingStore implements RegistryStore {

    private final RegistryStore store;
    private final Failure failure;
    private int left;

    /** The process dies: nothing that stands behind it runs. */
    public static final class Crash extends Error {
        Crash() {
            super("crash");
        }
    }

    /** How it fails. */
    public enum Failure {
        /** It dies before the change. */
        DIES_BEFORE,
        /** It dies when the change was made. */
        DIES_AFTER,
        /** The change is not made, once: a full disk that somebody clears. */
        IO_ERROR_BEFORE,
        /** The change is made, and reported as failed. */
        IO_ERROR_AFTER
    }

    /** @param change which of the writer's changes fails, from 1 */
    public CrashingStore(RegistryStore store, Failure failure, int change) {
        this.store = store;
        this.failure = failure;
        this.left = change;
    }

    /** Whether the change that fails was reached. */
    public boolean failed() {
        return left <= 0;
    }

    @Override
    public <T> T read(Work<Reader, T> work) throws IOException {
        return store.read(work);
    }

    @Override
    public <T> T write(Work<Writer, T> work) throws IOException {
        return store.write(writer -> work.on(new CrashingWriter(writer)));
    }

    @Override
    public String uri() {
        return store.uri();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private interface Change {
        void make() throws IOException;
    }

    private final class CrashingWriter implements Writer {

        private final Writer writer;

        CrashingWriter(Writer writer) {
            this.writer = writer;
        }

        private void change(Change change) throws IOException {
            left--;
            if (left != 0) {
                change.make();
                return;
            }
            switch (failure) {
                case DIES_BEFORE -> throw new Crash();
                case DIES_AFTER -> {
                    change.make();
                    throw new Crash();
                }
                case IO_ERROR_BEFORE -> throw new IOException("no space left on device");
                case IO_ERROR_AFTER -> {
                    change.make();
                    throw new IOException("input/output error");
                }
            }
        }

        @Override
        public void put(DocumentPath path, byte[] bytes) throws IOException {
            change(() -> writer.put(path, bytes));
        }

        @Override
        public void remove(DocumentPath path) throws IOException {
            change(() -> writer.remove(path));
        }

        @Override
        public void append(String line) throws IOException {
            change(() -> writer.append(line));
        }

        @Override
        public Optional<byte[]> document(DocumentPath path) throws IOException {
            return writer.document(path);
        }

        @Override
        public List<DocumentPath> documents(String folder) throws IOException {
            return writer.documents(folder);
        }

        @Override
        public List<DocumentPath> documents() throws IOException {
            return writer.documents();
        }

        @Override
        public Optional<String> lastEvent() throws IOException {
            return writer.lastEvent();
        }

        @Override
        public Optional<String> event(long number) throws IOException {
            return writer.event(number);
        }

        @Override
        public Stream<String> events() throws IOException {
            return writer.events();
        }

        @Override
        public String place(long number) {
            return writer.place(number);
        }
    }
}
