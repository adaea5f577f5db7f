package dev.modelgate.registry.bundle;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cache of the Hugging Face client: {@code models--x/snapshots/REVISION/} holds links into
 * {@code models--x/blobs/}. A snapshot is read as its plain copy would be; the whole is several states of a model.
 */
public final class HubCache {

    private static final String SNAPSHOTS = "snapshots";
    private static final String BLOBS = "blobs";
    private static final String NAME = "models--";

    private HubCache() {}

    /** @throws CannotJudgeException where a bundle is the root of such a cache: the snapshots to choose from */
    static void requireNoRoot(Path bundle) {
        Path snapshots = bundle.resolve(SNAPSHOTS);
        if (Files.isDirectory(snapshots) && Files.isDirectory(bundle.resolve(BLOBS)) && isNamedSo(bundle)) {
            List<String> found = children(snapshots);
            throw new CannotJudgeException(
                    "%s is a cache of the Hugging Face client, which holds a model in several states, but one is required; %s"
                            .formatted(
                                    bundle,
                                    found.isEmpty()
                                            ? "fetch one, for it has none"
                                            : "name a snapshot: " + String.join(", ", found)));
        }
    }

    /**
     * Whether a file is a blob of the cache that a bundle is a snapshot of.
     *
     * @param bundle without links
     * @param target without links
     */
    public static boolean isBlob(Path bundle, Path target) {
        Optional<Path> cache = Optional.ofNullable(bundle.getParent())
                .filter(parent -> parent.endsWith(SNAPSHOTS))
                .flatMap(parent -> Optional.ofNullable(parent.getParent()));
        return cache.filter(root -> root.resolve(BLOBS).equals(target.getParent()))
                .isPresent();
    }

    private static boolean isNamedSo(Path bundle) {
        Path name = bundle.toAbsolutePath().normalize().getFileName();
        return (name != null && name.toString().startsWith(NAME)) || Files.isDirectory(bundle.resolve("refs"));
    }

    private static List<String> children(Path snapshots) {
        try (Stream<Path> all = Files.list(snapshots)) {
            return all.filter(Files::isDirectory).map(Path::toString).sorted().toList();
        } catch (IOException e) {
            throw Unreadable.because(snapshots.toString(), e);
        }
    }
}
