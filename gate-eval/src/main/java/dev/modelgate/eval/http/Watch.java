package dev.modelgate.eval.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * Breaks calls off that take too long or are no longer wanted. A thread that reads from a socket hears neither a
 * deadline for the whole answer nor an interrupt; closing its connection is what it hears.
 */
final class Watch implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(20);

    private final Set<Watched> open = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    Watch() {
        thread = new Thread(this::run, "gate-deadlines");
        thread.setDaemon(true);
        thread.start();
    }

    /** Watches a call of this thread until it is closed. */
    Watched begin(Cancellable call, Duration timeout) {
        Watched watched = new Watched(call, Thread.currentThread(), System.nanoTime() + timeout.toNanos());
        open.add(watched);
        return watched;
    }

    @Override
    public void close() {
        thread.interrupt();
        open.forEach(Watched::breakOff);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(TICK.toMillis());
                for (Watched watched : open) {
                    watched.check();
                }
            }
        } catch (InterruptedException e) {
            // closed: nothing is watched any more
        }
    }

    /** One call under way. */
    final class Watched implements AutoCloseable {

        private final Cancellable call;
        private final Thread caller;
        private final long deadline;
        private volatile boolean late;

        private Watched(Cancellable call, Thread caller, long deadline) {
            this.call = call;
            this.caller = caller;
            this.deadline = deadline;
        }

        /** Whether the call was broken off at its deadline, or is past it. */
        boolean isLate() {
            return late || System.nanoTime() - deadline >= 0;
        }

        @Override
        public void close() {
            open.remove(this);
        }

        private void check() {
            if (isLate()) {
                late = true;
                breakOff();
            } else if (caller.isInterrupted()) {
                breakOff();
            }
        }

        private void breakOff() {
            call.cancel();
        }
    }
}
