package dev.modelgate.registry.testing;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A store that says before and after each change which one it is. */
public final class WatchedStore implements RegistryStore {

    private final RegistryStore store;
    private final Watcher watcher;
    private int changes;

    /** Told at each end of each change. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * A change begins or has ended.
         *
         * @param change its number, from 1
         */
        void at(int change, boolean after);
    }

    public WatchedStore(RegistryStore store, Watcher watcher) {
        this.store = store;
        this.watcher = watcher;
    }

    @Override
    public <T> T read(Work<Reader, T> work) throws IOException {
        return store.read(work);
    }

    @Override
    public <T> T write(Work<Writer, T> work) throws IOException {
        return store.write(writer -> work.on(new WatchedWriter(writer)));
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

    private final class WatchedWriter implements Writer {

        private final Writer writer;

        WatchedWriter(Writer writer) {
            this.writer = writer;
        }

        private void watched(Change change) throws IOException {
            changes++;
            watcher.at(changes, false);
            change.make();
            watcher.at(changes, true);
        }

        @Override
        public void put(DocumentPath path, byte[] bytes) throws IOException {
            watched(() -> writer.put(path, bytes));
        }

        @Override
        public void remove(DocumentPath path) throws IOException {
            watched(() -> writer.remove(path));
        }

        @Override
        public void append(String line) throws IOException {
            watched(() -> writer.append(line));
        }

        @Override
        public Optional<byte[]> document(DocumentPath path) throws IOException {
            return writer.document(path);
        }

        @Override
        public List<DocumentPath> documents() throws IOException {
            return writer.documents();
        }

        @Override
        public List<DocumentPath> documents(String folder) throws IOException {
            return writer.documents(folder);
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
