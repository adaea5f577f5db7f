package dev.modelgate.registry.postgres;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The state of a registry that nobody wrote to: reading creates nothing, so its tables may be missing. */
final class EmptyReader implements RegistryStore.Reader {

    @Override
    public Optional<byte[]> document(DocumentPath path) {
        return Optional.empty();
    }

    @Override
    public List<DocumentPath> documents(String folder) {
        DocumentPath.requireFolder(folder);
        return List.of();
    }

    @Override
    public List<DocumentPath> documents() {
        return List.of();
    }

    @Override
    public Optional<String> lastEvent() {
        return Optional.empty();
    }

    @Override
    public Optional<String> event(long number) {
        return Optional.empty();
    }

    @Override
    public Stream<String> events() {
        return Stream.empty();
    }

    @Override
    public String place(long number) {
        return "event:" + number;
    }
}
