package dev.modelgate.registry.artifact;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a bundle directory, as {@code canonical-sha/1} looks at it: names that start with a dot are skipped, a
 * link to a file inside stands for that file, every other link or special file is an error.
 */
public final class BundleFiles {

    private final Path root;
    private final Path realRoot;
    private final List<BundleFile> found = new ArrayList<>();

    /**
     * One file.
     *
     * @param source where its bytes are read
     * @param size in bytes
     */
    public record BundleFile(ArtifactPath path, Path source, long size) implements Comparable<BundleFile> {
        @Override
        public int compareTo(BundleFile other) {
            return path.compareTo(other.path);
        }
    }

    private BundleFiles(Path root) throws IOException {
        this.root = root;
        this.realRoot = root.toRealPath();
    }

    /**
     * All files, by path.
     *
     * @throws CannotJudgeException where there are none, or something that is neither file nor directory
     */
    public static ImmutableList<BundleFile> of(Path bundle) throws IOException {
        if (!Files.isDirectory(bundle)) {
            throw new CannotJudgeException(
                    "%s is not a directory, but a bundle is one; name the directory that holds the model"
                            .formatted(bundle));
        }
        BundleFiles files = new BundleFiles(bundle);
        files.visit(bundle);
        if (files.found.isEmpty()) {
            throw new CannotJudgeException(
                    "%s holds no files, but a bundle needs some; name the directory that holds the model"
                            .formatted(bundle));
        }
        return ImmutableList.sortedCopyOf(files.found);
    }

    private void visit(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!entry.getFileName().toString().startsWith(".")) {
                    look(entry);
                }
            }
        }
    }

    private void look(Path entry) throws IOException {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            visit(entry);
        } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
            add(entry, entry);
        } else if (Files.isSymbolicLink(entry) && Files.isRegularFile(entry)) {
            add(entry, targetInside(entry));
        } else {
            throw new CannotJudgeException(
                    "%s is neither a file nor a directory, but a bundle holds only these; remove it".formatted(entry));
        }
    }

    private Path targetInside(Path link) throws IOException {
        Path target = link.toRealPath();
        if (!target.startsWith(realRoot)) {
            throw new CannotJudgeException(
                    "%s is a link to a file outside the bundle, but a bundle must be whole; copy it with 'cp -rL'"
                            .formatted(link));
        }
        return target;
    }

    private void add(Path entry, Path source) throws IOException {
        String path =
                root.relativize(entry).toString().replace(entry.getFileSystem().getSeparator(), "/");
        found.add(new BundleFile(new ArtifactPath(path), source, Files.size(source)));
    }
}
