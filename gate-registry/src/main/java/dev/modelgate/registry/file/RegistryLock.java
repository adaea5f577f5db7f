package dev.modelgate.registry.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The one lock of a registry's directory: many readers or one writer, among the threads of this process by a lock in
 * memory and among processes by a lock on the file {@code .lock}. The system gives a file lock back when its process
 * dies, so a crash never leaves the registry locked.
 */
final class RegistryLock {

    private static final ConcurrentMap<Path, RegistryLock> LOCKS = new ConcurrentHashMap<>();

    private final Path file;
    private final ReentrantReadWriteLock threads = new ReentrantReadWriteLock(true);
    private final SharedFileLock readers;

    private RegistryLock(Path file) {
        this.file = file;
        this.readers = new SharedFileLock(file);
    }

    /** What is done under the lock. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Whether anybody ever wrote here; if not, there is nobody to wait for. */
    static boolean isUsed(Path root) {
        return Files.exists(root.resolve(".lock"));
    }

    /** The lock of an existing directory; the same one by whatever path it is reached. */
    static RegistryLock of(Path root) throws IOException {
        return LOCKS.computeIfAbsent(root.toRealPath().resolve(".lock"), RegistryLock::new);
    }

    /**
     * Works alone.
     *
     * @throws IOException where somebody else reads or writes for too long: where to look
     */
    <T> T exclusive(Duration limit, Work<T> work) throws IOException {
        Deadline deadline = new Deadline(limit, file);
        Lock lock = locked(threads.writeLock(), deadline);
        try (FileLocks held = FileLocks.await(file, false, deadline, CREATE, READ, WRITE)) {
            held.requireOpen();
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Works while nobody writes.
     *
     * @throws IOException where somebody writes for too long: where to look
     */
    <T> T shared(Duration limit, Work<T> work) throws IOException {
        Deadline deadline = new Deadline(limit, file);
        Lock lock = locked(threads.readLock(), deadline);
        try {
            readers.enter(deadline);
            try {
                return work.run();
            } finally {
                readers.leave();
            }
        } finally {
            lock.unlock();
        }
    }

    private Lock locked(Lock lock, Deadline deadline) throws IOException {
        if (threads.isWriteLockedByCurrentThread() || threads.getReadHoldCount() > 0) {
            throw new IllegalStateException("the registry was called from within its own read or write");
        }
        try {
            if (lock.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                return lock;
            }
        } catch (InterruptedException e) {
            throw deadline.interrupted(e);
        }
        throw deadline.passed();
    }
}
