package dev.modelgate.registry.bundle;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.modelgate.core.CannotJudgeException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/** Runs independent tasks on as many threads as there are cores, and leaves no thread behind. */
public final class AllCores {

    static final int COUNT = Runtime.getRuntime().availableProcessors();

    static final ThreadFactory THREADS = new ThreadFactoryBuilder()
            .setNameFormat("bundle-%d")
            .setDaemon(true)
            .build();

    private AllCores() {}

    /**
     * The results in the order of the tasks, which are begun in that order too: put the longest first.
     *
     * @throws RuntimeException the failure of the first task, in the given order, that failed; the others are stopped
     */
    public static <T> ImmutableList<T> run(List<? extends Callable<T>> tasks) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(COUNT, tasks.size())), THREADS);
        try {
            List<Future<T>> futures =
                    tasks.stream().map(task -> pool.submit((Callable<T>) task)).toList();
            return futures.stream().map(AllCores::result).collect(ImmutableList.toImmutableList());
        } finally {
            pool.shutdownNow();
            Uninterruptibles.awaitTerminationUninterruptibly(pool);
        }
    }

    /** Waits for a result, and fails as the task failed. */
    static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotJudgeException("the work was interrupted before its end; run again", e);
        }
    }
}
