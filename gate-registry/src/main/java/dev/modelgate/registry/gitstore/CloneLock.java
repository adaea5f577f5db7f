package dev.modelgate.registry.gitstore;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may use a clone: one thread of one process. It keeps the commands of one machine from racing each other; between
 * machines the push decides.
 */
final class CloneLock implements AutoCloseable {

    private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final ReentrantLock thread;
    private final FileChannel channel;

    private CloneLock(ReentrantLock thread, FileChannel channel) {
        this.thread = thread;
        this.channel = channel;
    }

    /** @throws IOException where somebody else uses the clone for too long */
    static CloneLock await(Path clone, Duration patience) throws IOException {
        Path file = clone.resolveSibling(clone.getFileName() + ".lock").toAbsolutePath();
        Files.createDirectories(parent(file));
        long end = System.nanoTime() + patience.toNanos();
        ReentrantLock thread = THREADS.computeIfAbsent(file, path -> new ReentrantLock(true));
        if (thread.isHeldByCurrentThread()) {
            throw new IllegalStateException("the registry was called from within its own read or write");
        }
        try {
            if (!thread.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw held(file, patience);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            return new CloneLock(thread, locked(file, end, patience));
        } catch (IOException | RuntimeException e) {
            thread.unlock();
            throw e;
        }
    }

    private static FileChannel locked(Path file, long end, Duration patience) throws IOException {
        FileChannel channel = FileChannel.open(file, CREATE, WRITE);
        try {
            while (!isLocked(channel)) {
                if (System.nanoTime() > end) {
                    throw held(file, patience);
                }
                Thread.sleep(PAUSE.toMillis());
            }
            return channel;
        } catch (InterruptedException e) {
            channel.close();
            throw interrupted(e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static IOException held(Path file, Duration patience) {
        return new IOException(
                "%s is held by another command for more than %d s, but must be free; see which one runs and try again"
                        .formatted(file, patience.toSeconds()));
    }

    private static IOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        IOException interrupted = new InterruptedIOException("interrupted while waiting for the registry's clone");
        interrupted.initCause(cause);
        return interrupted;
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("the path '%s' has no folder".formatted(file));
        }
        return parent;
    }

    void requireHeld() throws ClosedChannelException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    /** Closing the channel gives the file's lock back. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            thread.unlock();
        }
    }
}
