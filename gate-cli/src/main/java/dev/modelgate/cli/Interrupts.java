package dev.modelgate.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command tidy up after Ctrl-C: the thread that runs it is interrupted, and the process waits for it a little.
 * Without this it would end at once, with half-written files left behind and nothing said.
 */
final class Interrupts implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Thread worker;
    private final Thread hook = new Thread(this::interrupt, "gate-interrupt");
    private final CountDownLatch said = new CountDownLatch(1);

    private Interrupts(Thread worker) {
        this.worker = worker;
    }

    static Interrupts to(Thread worker) {
        return new Interrupts(worker);
    }

    void arm() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The command is done; where the process is already ending, it may now end. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            said.countDown();
        }
    }

    private void interrupt() {
        worker.interrupt();
        try {
            said.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            // What the worker says of it is printed after it has tidied up.
            worker.join(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
