package dev.modelgate.registry.bundle;

/** Adds up what the threads have read, and tells the listener one at a time. */
public final class ReadCounter {

    private final ReadProgress listener;
    private final long total;
    private long done;

    /** Tells the listener of the start. */
    public ReadCounter(ReadProgress listener, long total) {
        this.listener = listener;
        this.total = total;
        listener.at(0, total);
    }

    public synchronized void add(long bytes) {
        done += bytes;
        listener.at(done, total);
    }
}
