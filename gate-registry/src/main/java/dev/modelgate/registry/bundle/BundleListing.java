package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.FileKind;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of a bundle at one moment. A hash over files that change while they are read would name a model that
 * never was, so the reader lists again at the end and demands the same listing.
 */
final class BundleListing {

    private final Path directory;
    private final ImmutableMap<String, BundleFile> files;

    private BundleListing(Path directory, Iterable<BundleFile> files) {
        this.directory = directory;
        this.files = Maps.uniqueIndex(files, BundleFile::path);
    }

    static BundleListing of(Path directory) {
        return new BundleListing(directory, BundleWalk.of(directory));
    }

    /** The listing of a copy in the making, whose files are not yet all there. */
    BundleListing copiedTo(Iterable<BundleFile> copies) {
        return new BundleListing(directory, copies);
    }

    Path directory() {
        return directory;
    }

    /** All of them, by code points of their paths. */
    ImmutableCollection<BundleFile> files() {
        return files.values();
    }

    /** The file at a path relative to the bundle. */
    Optional<BundleFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** By code points of their paths. */
    ImmutableList<BundleFile> files(FileKind kind) {
        return files.values().stream().filter(file -> file.kind() == kind).collect(ImmutableList.toImmutableList());
    }

    /**
     * Compares with the directory as it is now.
     *
     * @throws CannotJudgeException naming a file that came, went or changed since
     */
    void requireUnchanged() {
        ImmutableMap<String, BundleFile> now = of(directory).files;
        for (String path : Sets.union(files.keySet(), now.keySet())) {
            Optional<BundleFile> before = Optional.ofNullable(files.get(path));
            Optional<BundleFile> after = Optional.ofNullable(now.get(path));
            if (!before.equals(after)) {
                throw new CannotJudgeException(
                        "%s %s while the bundle was read; let nothing write to the bundle, and run again"
                                .formatted(before.or(() -> after).orElseThrow().shown(), change(before, after)));
            }
        }
    }

    private static String change(Optional<BundleFile> before, Optional<BundleFile> after) {
        if (before.isEmpty()) {
            return "appeared";
        }
        if (after.isEmpty()) {
            return "vanished";
        }
        long was = before.get().size();
        long is = after.get().size();
        return was == is ? "was written or replaced" : "changed from %d to %d bytes".formatted(was, is);
    }
}
