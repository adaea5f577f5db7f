package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Hashes many extents at once, the longest first so that no core waits long for the last one. */
final class ParallelHashing {

    /** Below this, handing pieces to another thread costs more than it saves. */
    private static final long WORTH_READING_AHEAD = 8 << 20;

    private final List<Extent> extents;
    private final long total;
    private final HashCounter counter;

    private ParallelHashing(List<Extent> extents, HashProgress progress) {
        this.extents = extents;
        this.total = extents.stream().mapToLong(Extent::length).sum();
        this.counter = new HashCounter(progress, total);
    }

    /** The SHA-256 of each extent, in the order given, as lower-case hex. */
    static ImmutableList<String> sha256(List<Extent> extents, HashProgress progress) {
        return new ParallelHashing(extents, progress).run();
    }

    private ImmutableList<String> run() {
        counter.add(0);
        List<Integer> order = IntStream.range(0, extents.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> -extents.get(i).length()))
                .toList();
        ExecutorService readers = Executors.newCachedThreadPool(AllCores.THREADS);
        try {
            return inGivenOrder(order, AllCores.run(tasks(order, readers)));
        } finally {
            readers.shutdownNow();
        }
    }

    private List<Callable<String>> tasks(List<Integer> order, ExecutorService readers) {
        return order.stream()
                .map(extents::get)
                .map(extent -> (Callable<String>) () -> hasCoreToSpare(extent)
                        ? ExtentDigest.readAhead(extent, counter, readers)
                        : ExtentDigest.inTurn(extent, counter))
                .toList();
    }

    /** An extent with more than its share of the bytes is still being hashed when other cores have run dry. */
    private boolean hasCoreToSpare(Extent extent) {
        return extent.length() >= WORTH_READING_AHEAD && extent.length() > total / AllCores.COUNT;
    }

    private static ImmutableList<String> inGivenOrder(List<Integer> order, List<String> hashes) {
        List<String> given = new ArrayList<>(Collections.nCopies(order.size(), ""));
        for (int i = 0; i < order.size(); i++) {
            given.set(order.get(i), hashes.get(i));
        }
        return ImmutableList.copyOf(given);
    }
}
