package dev.modelgate.registry.file;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The end of a file of lines, found from behind: however long the file, only its last line is read.
 *
 * @param last the last complete line, without its newline
 * @param complete bytes up to and with the last newline
 * @param size bytes in all; more than {@code complete} where the last line is torn
 */
record EventTail(Optional<byte[]> last, long complete, long size) {

    private static final EventTail NONE = new EventTail(Optional.empty(), 0, 0);
    private static final int BLOCK = 8 << 10;

    /** A file that is not there has no lines. */
    static EventTail of(Path file) throws IOException {
        DurableFiles.requireNothingElse(file);
        try (FileChannel channel = FileChannel.open(file, READ)) {
            long size = channel.size();
            long end = newlineBefore(channel, size);
            if (end < 0) {
                return new EventTail(Optional.empty(), 0, size);
            }
            long start = newlineBefore(channel, end) + 1;
            return new EventTail(Optional.of(bytes(channel, start, end)), end + 1, size);
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }

    boolean isTorn() {
        return size > complete;
    }

    /** What stands behind the last newline. */
    byte[] torn(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            return bytes(channel, complete, size);
        }
    }

    /** Position of the last newline before a position, -1 where there is none. */
    private static long newlineBefore(FileChannel channel, long before) throws IOException {
        long end = before;
        while (end > 0) {
            long start = Math.max(0, end - BLOCK);
            byte[] block = bytes(channel, start, end);
            for (int i = block.length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return start + i;
                }
            }
            end = start;
        }
        return -1;
    }

    private static byte[] bytes(FileChannel channel, long start, long end) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(end - start));
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, start + buffer.position()) < 0) {
                throw new IOException("the event file became shorter while it was read");
            }
        }
        return buffer.array();
    }
}
