package dev.modelgate.registry.bundle;

/** Adds up what the threads have hashed, and tells the listener one at a time. */
final class HashCounter {

    private final HashProgress listener;
    private final long total;
    private long done;

    HashCounter(HashProgress listener, long total) {
        this.listener = listener;
        this.total = total;
    }

    synchronized void add(long bytes) {
        done += bytes;
        listener.at(done, total);
    }
}
