package dev.modelgate.registry.file;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** A lock on a file that other processes respect, held until it is closed. */
final class FileLocks implements AutoCloseable {

    private final FileChannel channel;

    private FileLocks(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @param isShared with others that only read
     */
    static FileLocks await(Path file, boolean isShared, Deadline deadline, OpenOption... options) throws IOException {
        FileChannel channel = FileChannel.open(file, options);
        try {
            while (!tryLock(channel, isShared)) {
                deadline.pause();
            }
            return new FileLocks(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Another class loader of this process may hold the file; that is a lock like any other. */
    private static boolean tryLock(FileChannel channel, boolean isShared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, isShared) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    void requireOpen() throws ClosedChannelException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    /** Closing the channel gives the lock back. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
