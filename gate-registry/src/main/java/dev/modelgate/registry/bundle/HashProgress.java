package dev.modelgate.registry.bundle;

/** Told of the work of hashing; called from several threads. */
public interface HashProgress {

    HashProgress NONE = new HashProgress() {
        @Override
        public void begin(long totalBytes) {}

        @Override
        public void hashed(long bytes) {}
    };

    /** So many bytes will be hashed in all. */
    void begin(long totalBytes);

    /** So many more bytes are hashed. */
    void hashed(long bytes);
}
