package dev.modelgate.registry.artifact;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.registry.bundle.HubCache;
import dev.modelgate.registry.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies a bundle, every file synced. Hidden names are left out, as they are of the identity; a link becomes a file
 * with the bytes it leads to, and never leads out of the bundle.
 */
final class BundleCopy {

    private final Path source;

    private BundleCopy(Path source) {
        this.source = source;
    }

    /** Copies to a folder that is not there yet. */
    static void copy(Path bundle, Path target) throws IOException {
        Path source = bundle.toRealPath();
        new BundleCopy(source).folder(source, target);
    }

    private void folder(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        for (Path child : children(from)) {
            Path copy = to.resolve(child.getFileName().toString());
            if (Files.isDirectory(child) && !Files.isSymbolicLink(child)) {
                folder(child, copy);
            } else {
                file(child, copy);
            }
        }
        DurableFiles.syncFolder(to);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !child.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private void file(Path from, Path to) throws IOException {
        Path real = from.toRealPath();
        boolean own = real.startsWith(source) || HubCache.isBlob(source, real);
        if (!own || !Files.isRegularFile(real)) {
            throw new CannotJudgeException(
                    "%s is not a file of the bundle, but only its own files are kept; copy the bundle without links"
                            .formatted(from));
        }
        Files.copy(real, to);
        DurableFiles.sync(to);
    }
}
