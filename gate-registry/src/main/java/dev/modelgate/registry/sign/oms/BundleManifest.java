package dev.modelgate.registry.sign.oms;

import com.google.common.collect.ImmutableSortedMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The SHA-256 of every file below a directory by its relative path, {@code /} as separator.
 *
 * <p>A symbolic link is an error, as in {@code model_signing}: what it leads to can change without the bundle.
 */
record BundleManifest(ImmutableSortedMap<String, String> digests) {

    private static final int BUFFER_BYTES = 1 << 18;

    /**
     * Hashes the files, in constant memory.
     *
     * @param except path of a file that is left out: the signature itself
     * @throws CannotJudgeException where the directory or a file cannot be read, or holds what cannot be signed
     */
    static BundleManifest of(Path bundle, Optional<String> except) {
        requireDirectory(bundle);
        TreeMap<String, String> digests = new TreeMap<>(PathOrder.BY_SEGMENT);
        Path root = real(bundle); // the bundle itself may be reached by a link: the bytes are there all the same
        for (Path file : files(root)) {
            String name = name(root, file);
            if (!except.equals(Optional.of(name))) {
                digests.put(name, sha256(file));
            }
        }
        return new BundleManifest(ImmutableSortedMap.copyOfSorted(digests));
    }

    /** One digest for all: SHA-256 over the digests' bytes in order of the paths. */
    static String root(Iterable<String> digests) {
        MessageDigest root = Sha256.digest();
        digests.forEach(digest -> root.update(HexFormat.of().parseHex(digest)));
        return Sha256.finish(root);
    }

    static void requireDirectory(Path bundle) {
        if (!Files.isDirectory(bundle)) {
            throw new CannotJudgeException(
                    "%s is no directory, but a bundle is one; name the directory that holds the model"
                            .formatted(bundle));
        }
    }

    /** The path of a file within the bundle; empty where it lies elsewhere. The file need not be there yet. */
    static Optional<String> inside(Path bundle, Path file) {
        Path absolute = file.toAbsolutePath();
        Path name = absolute.getFileName();
        Path parent = absolute.getParent();
        if (name == null || parent == null) {
            return Optional.empty();
        }
        requireDirectory(bundle);
        Path root = real(bundle);
        Path found = real(parent).resolve(name);
        return found.startsWith(root) ? Optional.of(name(root, found)) : Optional.empty();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static List<Path> files(Path bundle) {
        try (Stream<Path> below = Files.walk(bundle)) {
            return below.filter(path -> !path.equals(bundle))
                    .filter(BundleManifest::isFile)
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw unreadable(bundle, e);
        }
    }

    private static boolean isFile(Path path) {
        if (Files.isSymbolicLink(path)) {
            throw new CannotJudgeException(
                    "%s is a symbolic link, but a signed bundle must hold its files itself; copy the bundle with 'cp -rL'"
                            .formatted(path));
        }
        if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw new CannotJudgeException(
                    "%s is neither file nor directory, but a bundle holds only those; remove it".formatted(path));
        }
        return Files.isRegularFile(path);
    }

    private static String name(Path bundle, Path file) {
        String name =
                bundle.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        if (!bundle.resolve(name).equals(file)) {
            throw new CannotJudgeException(
                    "%s has a name that is not UTF-8, but a signature lists names as text; rename it".formatted(file));
        }
        return name;
    }

    private static String sha256(Path file) {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        return Sha256.finish(digest);
    }

    private static CannotJudgeException unreadable(Path path, Exception e) {
        return new CannotJudgeException(
                "%s could not be read (%s: %s); check its permissions"
                        .formatted(path, e.getClass().getSimpleName(), e.getMessage()),
                e);
    }
}
