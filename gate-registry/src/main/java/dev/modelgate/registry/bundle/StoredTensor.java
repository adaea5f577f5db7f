package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.identity.Dtype;
import java.nio.file.Path;

/**
 * Where the bytes of a tensor lie.
 *
 * @param shape the length of each dimension
 * @param shown the file as the user named it, for messages
 * @param location the file, symbolic links resolved
 * @param offset of the tensor's first byte, from the file's start
 * @param length in bytes
 */
public record StoredTensor(
        String name, Dtype dtype, ImmutableList<Long> shape, String shown, Path location, long offset, long length) {

    public Extent extent() {
        return new Extent(shown, location, offset, length);
    }
}
