package dev.modelgate.registry.bundle;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.modelgate.core.CannotJudgeException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Works on independent items on as many threads as there are cores, and leaves no thread behind. */
public final class AllCores {

    static final int COUNT = Runtime.getRuntime().availableProcessors();

    static final ThreadFactory THREADS = new ThreadFactoryBuilder()
            .setNameFormat("bundle-%d")
            .setDaemon(true)
            .build();

    private AllCores() {}

    /**
     * Works on every item; the heaviest is begun first, so that no core waits long for the last one.
     *
     * @return the results in the order of the items
     * @throws RuntimeException the failure of the heaviest item that failed; the work on the others is stopped
     */
    public static <T, R> ImmutableList<R> map(List<T> items, ToLongFunction<T> weight, Function<T, R> work) {
        List<Integer> order = IntStream.range(0, items.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> -weight.applyAsLong(items.get(i))))
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(COUNT, items.size())), THREADS);
        try {
            Map<Integer, Future<R>> futures = new LinkedHashMap<>();
            order.forEach(i -> futures.put(i, pool.submit(() -> work.apply(items.get(i)))));
            Map<Integer, R> results = new TreeMap<>(Maps.transformValues(futures, AllCores::result));
            return ImmutableList.copyOf(results.values());
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
