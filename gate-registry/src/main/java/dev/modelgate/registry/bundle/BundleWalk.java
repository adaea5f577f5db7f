package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CodePoints;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds every regular file below a directory. Names that start with a dot are skipped; whatever is neither file nor
 * directory is an error, because its content could not be part of an identity.
 */
final class BundleWalk {

    private static final String COPY_HINT = "copy the bundle without links ('cp -RL BUNDLE COPY') and name the copy";

    /** Folders within each other; no model's are, and who nests them deeper wants the gate to fall over. */
    private static final int MAX_DEPTH = 100;

    private final Path root;
    private final String shownRoot;
    private final List<BundleFile> files = new ArrayList<>();

    private BundleWalk(Path root, String shownRoot) {
        this.root = root;
        this.shownRoot = shownRoot;
    }

    /** The files by code points of their paths. */
    static ImmutableList<BundleFile> of(Path directory) {
        String shown = directory.toString();
        if (!Files.exists(directory)) {
            throw new CannotJudgeException("the bundle %s does not exist; check the path".formatted(shown));
        }
        if (!Files.isDirectory(directory)) {
            throw new CannotJudgeException(
                    "the bundle %s is a file, but a directory is required; name the directory that holds the model"
                            .formatted(shown));
        }
        HubCache.requireNoRoot(directory);
        try {
            BundleWalk walk = new BundleWalk(directory.toRealPath(), shown);
            walk.enter(walk.root, "", 0);
            return ImmutableList.sortedCopyOf(Comparator.comparing(BundleFile::path, CodePoints.ORDER), walk.files);
        } catch (IOException e) {
            throw Unreadable.because(shown, e);
        }
    }

    private void enter(Path folder, String prefix, int depth) {
        if (depth > MAX_DEPTH) {
            throw new CannotJudgeException(
                    "the bundle %s has folders more than %d deep, but no deeper ones are read; move the files up"
                            .formatted(shownRoot, MAX_DEPTH));
        }
        children(folder, prefix).forEach((name, child) -> {
            if (!name.startsWith(".")) {
                visit(child, prefix + name, depth);
            }
        });
    }

    /** Sorted, so that of two faults the same one is reported on every machine. */
    private Map<String, Path> children(Path folder, String prefix) {
        Map<String, Path> children = new TreeMap<>(CodePoints.ORDER);
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(child -> children.put(EntryName.of(child), child));
        } catch (IOException e) {
            throw Unreadable.because(shown(prefix), e);
        }
        return children;
    }

    private void visit(Path child, String path, int depth) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isDirectory()) {
                enter(child, path + "/", depth + 1);
            } else if (found.isSymbolicLink()) {
                files.add(follow(child, path));
            } else if (found.isRegularFile()) {
                files.add(file(path, child, found));
            } else {
                throw special(path, "a FIFO, socket or device");
            }
        } catch (IOException e) {
            throw Unreadable.because(shown(path), e);
        }
    }

    private BundleFile follow(Path link, String path) throws IOException {
        Path target = target(link, path);
        BasicFileAttributes found = Files.readAttributes(target, BasicFileAttributes.class);
        if (found.isDirectory()) {
            throw new CannotJudgeException("%s is a link to a directory, but only links to files are followed; %s"
                    .formatted(shown(path), COPY_HINT));
        }
        if (!found.isRegularFile()) {
            throw special(path, "a link to a FIFO, socket or device");
        }
        if (!target.startsWith(root) && !HubCache.isBlob(root, target)) {
            throw new CannotJudgeException(
                    "%s is a link to %s, which lies outside the bundle, but a bundle must hold all its bytes; %s"
                            .formatted(shown(path), target, COPY_HINT));
        }
        return file(path, target, found);
    }

    private Path target(Path link, String path) {
        try {
            return link.toRealPath();
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s is a link that leads nowhere (%s: %s), but it must lead to a file in the bundle; put the file in its place"
                            .formatted(shown(path), e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }

    private BundleFile file(String path, Path location, BasicFileAttributes found) {
        return new BundleFile(
                path,
                shown(path),
                location,
                found.size(),
                found.lastModifiedTime(),
                Optional.ofNullable(found.fileKey()));
    }

    private CannotJudgeException special(String path, String what) {
        return new CannotJudgeException(
                "%s is %s, but a bundle holds only files and directories; remove it".formatted(shown(path), what));
    }

    private String shown(String path) {
        return path.isEmpty() ? shownRoot : shownRoot + "/" + path;
    }
}
