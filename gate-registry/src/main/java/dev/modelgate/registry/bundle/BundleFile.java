package dev.modelgate.registry.bundle;

import dev.modelgate.core.identity.FileKind;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file of a bundle, as it was when the bundle was listed. Equal listings before and after hashing are what says
 * that the hash is of one state.
 *
 * @param path relative to the bundle, {@code /} as separator: what the identity names
 * @param shown the path for messages
 * @param location where the bytes lie, symbolic links resolved
 * @param size in bytes
 * @param key the file system's own identity of the file, where it has one: a replaced file differs here
 */
record BundleFile(String path, String shown, Path location, long size, FileTime modified, Optional<Object> key) {

    FileKind kind() {
        return FileKind.of(path);
    }

    /** The folder's path relative to the bundle, with a slash at its end; empty at the top. */
    String folder() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** The same file where a copy of it lies; messages go on naming the original. */
    BundleFile at(Path copy, long bytes) {
        return new BundleFile(path, shown, copy, bytes, modified, key);
    }

    /** As a record's own: but that one is spun at run time, which a short command waits for. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BundleFile that
                && path.equals(that.path)
                && shown.equals(that.shown)
                && location.equals(that.location)
                && size == that.size
                && modified.equals(that.modified)
                && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    Extent whole() {
        return new Extent(shown, location, 0, size);
    }
}
