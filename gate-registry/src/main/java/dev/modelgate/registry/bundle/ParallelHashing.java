package dev.modelgate.registry.bundle;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hashes many extents at once, on all cores. */
final class ParallelHashing {

    /** Below this, handing pieces to another thread costs more than it saves. */
    private static final long WORTH_READING_AHEAD = 8 << 20;

    private final long total;
    private final ReadCounter counter;
    private final ExtentDigest.Opening opening;
    private final ExecutorService readers;

    private ParallelHashing(long total, ExtentDigest.Opening opening, ReadProgress progress, ExecutorService readers) {
        this.opening = opening;
        this.total = total;
        this.counter = new ReadCounter(progress, total);
        this.readers = readers;
    }

    /** The SHA-256 of each extent, in the order given, as lower-case hex. */
    static ImmutableList<String> sha256(List<Extent> extents, ReadProgress progress) {
        return sha256(extents, ExtentReader::open, progress);
    }

    /** The same of what is read as it is opened. */
    static ImmutableList<String> sha256(List<Extent> extents, ExtentDigest.Opening opening, ReadProgress progress) {
        long total = extents.stream().mapToLong(Extent::length).sum();
        ExecutorService readers = Executors.newCachedThreadPool(AllCores.THREADS);
        try {
            ParallelHashing hashing = new ParallelHashing(total, opening, progress, readers);
            return AllCores.map(extents, Extent::length, hashing::hash);
        } finally {
            readers.shutdownNow();
        }
    }

    private String hash(Extent extent) {
        return hasCoreToSpare(extent)
                ? ExtentDigest.readAhead(extent, opening, counter, readers)
                : ExtentDigest.inTurn(extent, opening, counter);
    }

    /** An extent with more than its share of the bytes is still being hashed when other cores have run dry. */
    private boolean hasCoreToSpare(Extent extent) {
        return extent.length() >= WORTH_READING_AHEAD && extent.length() > total / AllCores.COUNT;
    }
}
