package dev.modelgate.registry.bundle;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads an extent from its first byte to its last, whatever its size, into buffers that the caller reuses. */
public final class ExtentReader implements AutoCloseable {

    /**
     * Bytes asked of the system at once. Above this the JVM's copy buffer moves to pages where the kernel copies
     * four times slower (measured on Linux with JDK 17), and below it the calls begin to count.
     */
    public static final int BYTES_AT_ONCE = 1 << 16;

    private final Extent extent;
    private final FileChannel channel;
    private long done;

    private ExtentReader(Extent extent, FileChannel channel) {
        this.extent = extent;
        this.channel = channel;
    }

    /** Opens a channel of its own, because the kernel reads ahead per open file. */
    public static ExtentReader open(Extent extent) {
        try {
            return new ExtentReader(extent, FileChannel.open(extent.location()));
        } catch (IOException e) {
            throw Unreadable.because(extent.shown(), e);
        }
    }

    /**
     * Fills the buffer from its start, as far as the extent reaches, and flips it; empty at the end.
     *
     * @throws CannotJudgeException where the file ends before the extent does
     */
    public ByteBuffer fill(ByteBuffer buffer) {
        buffer.clear();
        int wanted = (int) Math.min(buffer.capacity(), extent.length() - done);
        try {
            while (buffer.position() < wanted) {
                buffer.limit(Math.min(wanted, buffer.position() + BYTES_AT_ONCE));
                int read = channel.read(buffer, extent.offset() + done);
                if (read < 0) {
                    throw cutShort();
                }
                done += read;
            }
        } catch (IOException e) {
            throw Unreadable.because(extent.shown(), e);
        }
        return buffer.flip();
    }

    private CannotJudgeException cutShort() {
        return new CannotJudgeException(
                "%s ended after %d bytes, but had %d when the bundle was listed; let nothing write to the bundle, and run again"
                        .formatted(extent.shown(), done, extent.length()));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Unreadable.because(extent.shown(), e);
        }
    }
}
