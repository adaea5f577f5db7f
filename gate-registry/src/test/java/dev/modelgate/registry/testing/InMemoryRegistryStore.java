package dev.modelgate.registry.testing;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A registry in memory, for tests of what stands above the port; its maps may be looked at and tampered with. */
public final class InMemoryRegistryStore implements RegistryStore {

    public final TreeMap<String, byte[]> documents = new TreeMap<>();
    public final List<String> lines = new ArrayList<>();

    /** How often somebody asked to write. */
    public int writes;

    @Override
    public synchronized <T> T read(Work<Reader, T> work) throws IOException {
        return work.on(new State());
    }

    @Override
    public synchronized <T> T write(Work<Writer, T> work) throws IOException {
        writes++;
        return work.on(new State());
    }

    @Override
    public String uri() {
        return "memory";
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private final class State implements Writer {
        @Override
        public Optional<byte[]> document(DocumentPath path) {
            return Optional.ofNullable(documents.get(path.text())).map(byte[]::clone);
        }

        @Override
        public List<DocumentPath> documents(String folder) {
            DocumentPath.requireFolder(folder);
            return documents.keySet().stream()
                    .map(DocumentPath::new)
                    .filter(path -> path.equals(DocumentPath.in(folder, path.name())))
                    .toList();
        }

        @Override
        public List<DocumentPath> documents() {
            return documents.keySet().stream().map(DocumentPath::new).toList();
        }

        @Override
        public Optional<String> lastEvent() {
            return event(lines.size());
        }

        @Override
        public Optional<String> event(long number) {
            return number < 1 || number > lines.size()
                    ? Optional.empty()
                    : Optional.of(lines.get(Math.toIntExact(number - 1)));
        }

        @Override
        public Stream<String> events() {
            return List.copyOf(lines).stream();
        }

        @Override
        public String place(long number) {
            return "line " + number;
        }

        @Override
        public void put(DocumentPath path, byte[] bytes) {
            documents.put(path.text(), bytes.clone());
        }

        @Override
        public void remove(DocumentPath path) {
            documents.remove(path.text());
        }

        @Override
        public void append(String line) {
            if (line.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("an event has a newline in it");
            }
            lines.add(line);
        }
    }

    /** Everything it holds, for comparisons byte for byte. */
    public Map<String, String> snapshot() {
        TreeMap<String, String> all = new TreeMap<>();
        documents.forEach((path, bytes) -> all.put(path, new String(bytes, java.nio.charset.StandardCharsets.UTF_8)));
        all.put("lines", String.join("\n", lines));
        return all;
    }
}
