package dev.modelgate.embedding;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A registry's store of your own. This one keeps everything in memory; a writer works on a copy, which then counts. */
final class MemoryStore implements RegistryStore {

    private State current = new State(new TreeMap<>(), new ArrayList<>());

    @Override
    public synchronized <T> T read(Work<Reader, T> work) throws IOException {
        return work.on(current);
    }

    @Override
    public synchronized <T> T write(Work<Writer, T> work) throws IOException {
        State next = new State(new TreeMap<>(current.byPath), new ArrayList<>(current.lines));
        T result = work.on(next);
        current = next;
        return result;
    }

    @Override
    public String uri() {
        return "memory";
    }

    @Override
    public void close() {}

    /** Documents by their path, and the chain. */
    private record State(Map<String, byte[]> byPath, List<String> lines) implements Writer {

        @Override
        public Optional<byte[]> document(DocumentPath path) {
            return Optional.ofNullable(byPath.get(path.text())).map(byte[]::clone);
        }

        @Override
        public List<DocumentPath> documents(String folder) {
            return list(byPath.keySet().stream()
                    .filter(path -> path.lastIndexOf('/') == folder.length() && path.startsWith(folder)));
        }

        @Override
        public List<DocumentPath> documents() {
            return list(byPath.keySet().stream());
        }

        private static List<DocumentPath> list(Stream<String> paths) {
            return paths.map(DocumentPath::new)
                    .sorted(Comparator.comparing(DocumentPath::text))
                    .toList();
        }

        @Override
        public Optional<String> lastEvent() {
            return event(lines.size());
        }

        @Override
        public Optional<String> event(long number) {
            return number < 1 || number > lines.size()
                    ? Optional.empty()
                    : Optional.of(lines.get(Math.toIntExact(number) - 1));
        }

        @Override
        public Stream<String> events() {
            return lines.stream();
        }

        @Override
        public String place(long number) {
            return "memory, event " + number;
        }

        @Override
        public void put(DocumentPath path, byte[] bytes) {
            byPath.put(path.text(), bytes.clone());
        }

        @Override
        public void remove(DocumentPath path) {
            byPath.remove(path.text());
        }

        @Override
        public void append(String line) {
            if (line.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("an event holds a newline, but it is one line; escape it");
            }
            lines.add(line);
        }
    }
}
