package dev.modelgate.registry.bundle;

import java.nio.file.Path;

/**
 * A run of bytes of one file: a tensor or a whole file.
 *
 * @param shown what it is, for messages
 * @param offset of the first byte, from the file's start
 * @param length in bytes
 */
public record Extent(String shown, Path location, long offset, long length) {}
