package dev.modelgate.registry.artifact;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The files of a copied bundle: plain files in plain directories, names that start with a dot left out. */
public final class BundleFiles {

    private BundleFiles() {}

    /**
     * One file.
     *
     * @param source where its bytes are read
     * @param size in bytes
     */
    public record PlacedFile(ArtifactPath path, Path source, long size) implements Comparable<PlacedFile> {
        @Override
        public int compareTo(PlacedFile other) {
            return path.compareTo(other.path);
        }
    }

    /** All files, by path. */
    public static ImmutableList<PlacedFile> of(Path bundle) throws IOException {
        List<PlacedFile> found = new ArrayList<>();
        Files.walkFileTree(bundle, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean hidden = !directory.equals(bundle) && isHidden(directory);
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isHidden(file)) {
                    found.add(placed(bundle, file, attributes));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return ImmutableList.sortedCopyOf(found);
    }

    private static PlacedFile placed(Path bundle, Path file, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            throw new IOException("%s is no plain file, but a copied bundle holds nothing else".formatted(file));
        }
        String path =
                bundle.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        return new PlacedFile(new ArtifactPath(path), file, attributes.size());
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }
}
