package dev.modelgate.registry.file;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines of several files, one file open at a time. */
final class EventSequence extends AbstractIterator<String> implements AutoCloseable {

    private final Iterator<Path> files;
    private EventLines lines;

    EventSequence(List<Path> files) throws IOException {
        this.files = files.iterator();
        this.lines = EventLines.of(this.files.next());
    }

    @Override
    protected @Nullable String computeNext() {
        try {
            Optional<String> line = lines.next();
            while (line.isEmpty() && files.hasNext()) {
                lines.close();
                lines = EventLines.of(files.next());
                line = lines.next();
            }
            return line.isPresent() ? line.get() : endOfData();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<String> stream() {
        return Streams.stream(this).onClose(this::closeUnchecked);
    }

    private void closeUnchecked() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
