package dev.modelgate.registry.bundle;

/** Told how far the hashing of a bundle is. */
@FunctionalInterface
public interface HashProgress {

    /** Tells nobody. */
    HashProgress NONE = (done, total) -> {};

    /**
     * Called with zero before the first byte, then many times a second; from several threads, but never by two at
     * once, and {@code done} never shrinks.
     *
     * @param done bytes hashed
     * @param total bytes to hash
     */
    void at(long done, long total);
}
