package dev.modelgate.registry.artifact.mlflow;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.RemoteFailure.Kind;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs calls of a library that may never return. Each has a thread of its own, which is given up at the deadline; when
 * as many hang as there may be, further calls are refused instead of piling up.
 */
final class BoundedCalls {

    private final int limit;
    private final Duration deadline;
    private final Semaphore free;

    BoundedCalls(int limit, Duration deadline) {
        this.limit = limit;
        this.deadline = deadline;
        this.free = new Semaphore(limit);
    }

    /** How many calls may be begun now. */
    int free() {
        return free.availablePermits();
    }

    /**
     * Runs a call.
     *
     * @param what for messages
     * @param release run, on yet another thread, when the call is given up: what may get it to end after all
     * @throws ExecutionException with what the call threw
     * @throws RemoteFailure when the deadline passes, or no thread may be begun
     */
    <T> T run(String what, Callable<T> call, Runnable release) throws ExecutionException {
        try {
            if (!free.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new RemoteFailure(
                        Kind.TIMEOUT,
                        "%s was not begun: %d calls to the server hang, but at most %d may; see what keeps the server"
                                .formatted(what, limit, limit));
            }
            return await(what, begin(call), release);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotJudgeException(what + " was interrupted; start the command again", e);
        }
    }

    private record Begun<T>(Thread thread, FutureTask<T> task) {}

    private <T> Begun<T> begin(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return call.call();
            } finally {
                free.release();
            }
        });
        return new Begun<>(daemon(task), task);
    }

    private <T> T await(String what, Begun<T> begun, Runnable release) throws InterruptedException, ExecutionException {
        try {
            return begun.task().get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            giveUp(begun, release);
            throw new RemoteFailure(
                    Kind.TIMEOUT,
                    "%s took longer than %d ms; try again, or see what keeps the server"
                            .formatted(what, deadline.toMillis()),
                    e);
        } catch (InterruptedException e) {
            giveUp(begun, release);
            throw e;
        }
    }

    private static void giveUp(Begun<?> begun, Runnable release) {
        begun.thread().interrupt();
        daemon(release);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "mlflow-client");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
