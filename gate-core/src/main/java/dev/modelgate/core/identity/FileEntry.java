package dev.modelgate.core.identity;

/**
 * One behaviour-bearing file of a model.
 *
 * @param path relative to the bundle, {@code /} as separator
 * @param size in bytes
 * @param sha256 over its bytes, lower-case hex
 */
public record FileEntry(String path, long size, String sha256) {}
