package dev.modelgate.registry.file;

import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;

/** A registry's directory being changed; each change is durable when its method returns. */
final class FileWriter extends FileReader implements RegistryStore.Writer {

    private final Consumer<String> notices;

    FileWriter(Path root, int segmentLines, Consumer<String> notices) throws IOException {
        super(root, segmentLines);
        this.notices = notices;
    }

    @Override
    public void put(DocumentPath path, byte[] bytes) throws IOException {
        DurableFiles.replace(root, file(path), bytes);
    }

    @Override
    public void remove(DocumentPath path) throws IOException {
        DurableFiles.remove(file(path));
    }

    @Override
    public void append(String line) throws IOException {
        events.append(requireLine(line), notices);
    }

    @Override
    public void appendAll(Iterator<String> lines) throws IOException {
        events.appendAll(lines, notices);
    }

    static String requireLine(String line) {
        if (line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("an event has a newline in it, but it is one line of the chain");
        }
        return line;
    }
}
