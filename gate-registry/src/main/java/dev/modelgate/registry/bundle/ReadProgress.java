package dev.modelgate.registry.bundle;

/** Told how far a long reading of a bundle is. */
@FunctionalInterface
public interface ReadProgress {

    /** Tells nobody. */
    ReadProgress NONE = (done, total) -> {};

    /**
     * Called with zero before the first byte, then many times a second; from several threads, but never by two at
     * once, and {@code done} never shrinks.
     *
     * @param done bytes read
     * @param total bytes to read
     */
    void at(long done, long total);
}
