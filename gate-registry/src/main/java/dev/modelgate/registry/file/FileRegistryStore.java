package dev.modelgate.registry.file;

import dev.modelgate.core.port.RegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The registry in a directory. Reading waits for a writer and writing for everyone else, each for a bounded time;
 * reading creates nothing, and a directory that is not there reads as an empty registry.
 */
public final class FileRegistryStore implements RegistryStore {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path root;
    private final Consumer<String> notices;
    private final Duration patience;
    private final int segmentLines;

    /**
     * Opens a directory; nothing is read yet.
     *
     * @param notices told what was set aside after a crash; for standard error
     */
    public FileRegistryStore(Path root, Consumer<String> notices) {
        this(root, notices, PATIENCE, EventFiles.SEGMENT_LINES);
    }

    FileRegistryStore(Path root, Consumer<String> notices, Duration patience, int segmentLines) {
        this.root = root;
        this.notices = notices;
        this.patience = patience;
        this.segmentLines = segmentLines;
    }

    @Override
    public <T> T read(Work<Reader, T> work) throws IOException {
        if (RegistryLock.isUsed(root)) {
            return RegistryLock.of(root).shared(patience, () -> work.on(new FileReader(root, segmentLines)));
        }
        T result = work.on(new FileReader(root, segmentLines));
        return RegistryLock.isUsed(root) ? read(work) : result;
    }

    @Override
    public <T> T write(Work<Writer, T> work) throws IOException {
        DurableFiles.createFolders(root);
        return RegistryLock.of(root).exclusive(patience, () -> {
            Files.deleteIfExists(root.resolve(DurableFiles.SCRATCH));
            return work.on(new FileWriter(root, segmentLines, notices));
        });
    }

    @Override
    public String uri() {
        return root.toString();
    }

    @Override
    public void close() {
        // Locks and files are given back at the end of each read and write.
    }
}
