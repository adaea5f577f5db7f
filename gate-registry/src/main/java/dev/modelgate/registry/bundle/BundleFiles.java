package dev.modelgate.registry.bundle;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Lists the regular files of a bundle, and refuses whatever could make two readers see different ones. */
final class BundleFiles {

    private final Path root;
    private final List<BundleFile> files = new ArrayList<>();

    private BundleFiles(Path root) {
        this.root = root;
    }

    static List<BundleFile> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new CannotJudgeException(
                    Files.exists(directory)
                            ? "%s is not a directory, but a bundle is one; name the directory that holds the model"
                                    .formatted(directory)
                            : "%s does not exist; check the path".formatted(directory));
        }
        try {
            BundleFiles listing = new BundleFiles(directory.toRealPath());
            listing.walk(listing.root, "");
            return listing.files;
        } catch (IOException | DirectoryIteratorException e) {
            throw new CannotJudgeException(
                    "%s could not be listed (%s: %s); make sure that nothing moves the bundle, and run again"
                            .formatted(directory, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }

    private void walk(Path directory, String prefix) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = name(directory, entry);
                if (!name.startsWith(".")) {
                    visit(entry, prefix + name);
                }
            }
        }
    }

    /** Text that does not lead back to the same bytes was not UTF-8, or not in this JVM's locale. */
    private static String name(Path directory, Path entry) {
        Path fileName = entry.getFileName();
        String name = fileName == null ? "" : fileName.toString();
        if (!directory.resolve(name).equals(entry)) {
            throw new CannotJudgeException(
                    "%s holds a name that is not UTF-8 ('%s'); rename it, and run with a UTF-8 locale"
                            .formatted(directory, name));
        }
        return name;
    }

    private void visit(Path entry, String path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            files.add(followed(entry, path));
        } else if (attributes.isDirectory()) {
            walk(entry, path + "/");
        } else if (attributes.isRegularFile()) {
            files.add(new BundleFile(path, entry, attributes.size(), attributes.lastModifiedTime()));
        } else {
            throw notRegular(path);
        }
    }

    private BundleFile followed(Path link, String path) {
        Path target;
        BasicFileAttributes attributes;
        try {
            target = link.toRealPath();
            attributes = Files.readAttributes(target, BasicFileAttributes.class);
        } catch (IOException e) {
            throw new CannotJudgeException(
                    "%s is a symbolic link that leads nowhere or in a circle; replace it by the file".formatted(path),
                    e);
        }
        if (!target.startsWith(root)) {
            throw new CannotJudgeException(
                    "%s is a symbolic link to %s, outside the bundle; make a copy without links: cp -rL %s COPY"
                            .formatted(path, target, root));
        }
        if (attributes.isDirectory()) {
            throw new CannotJudgeException(
                    "%s is a symbolic link to a directory; make a copy without links: cp -rL %s COPY"
                            .formatted(path, root));
        }
        if (!attributes.isRegularFile()) {
            throw notRegular(path);
        }
        return new BundleFile(path, target, attributes.size(), attributes.lastModifiedTime());
    }

    private static CannotJudgeException notRegular(String path) {
        return new CannotJudgeException(
                "%s is neither a file nor a directory (a pipe, a socket or a device); remove it from the bundle"
                        .formatted(path));
    }
}
