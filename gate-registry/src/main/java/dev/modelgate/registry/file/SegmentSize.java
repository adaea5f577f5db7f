package dev.modelgate.registry.file;

import dev.modelgate.core.release.DamagedRegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** How many lines each sealed segment has, where that is not the usual number: in {@code index/lines}. */
final class SegmentSize {

    private static final String FILE = "lines";

    private SegmentSize() {}

    static long read(Path segments, long usual) throws IOException {
        Path file = segments.resolve(FILE);
        try {
            long lines = Long.parseLong(Files.readString(file).strip());
            if (lines > 0) {
                return lines;
            }
        } catch (NoSuchFileException e) {
            return usual;
        } catch (NumberFormatException e) {
            throw damaged(file, e);
        }
        throw damaged(file, new NumberFormatException("not above zero"));
    }

    private static DamagedRegistryException damaged(Path file, NumberFormatException cause) {
        return new DamagedRegistryException(
                "%s must hold the number of lines of each sealed segment, but does not; restore it from a copy"
                        .formatted(file),
                cause);
    }
}
