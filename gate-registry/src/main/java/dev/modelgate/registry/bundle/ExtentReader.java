package dev.modelgate.registry.bundle;

import dev.modelgate.core.CannotJudgeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Reads an extent from its first byte to its last, whatever its size, into buffers that the caller reuses. */
public final class ExtentReader implements AutoCloseable {

    /**
     * Bytes asked of the system at once. Above this the JVM's copy buffer moves to pages where the kernel copies
     * four times slower (measured on Linux with JDK 17), and below it the calls begin to count.
     */
    public static final int BYTES_AT_ONCE = 1 << 16;

    private final Extent extent;
    private final FileChannel channel;
    private final Optional<FileChannel> copy;
    private long done;

    private ExtentReader(Extent extent, FileChannel channel, Optional<FileChannel> copy) {
        this.extent = extent;
        this.channel = channel;
        this.copy = copy;
    }

    /** Opens a channel of its own, because the kernel reads ahead per open file. */
    public static ExtentReader open(Extent extent) {
        try {
            return new ExtentReader(extent, FileChannel.open(extent.location()), Optional.empty());
        } catch (IOException e) {
            throw Unreadable.because(extent.shown(), e);
        }
    }

    /**
     * Opens an extent that lies at the same place of a copy after reading: what a buffer holds was written there.
     *
     * @param copy the file, made where it is not there yet
     */
    static ExtentReader copying(Extent extent, Path copy) {
        ExtentReader reader = open(extent);
        try {
            FileChannel target = FileChannel.open(copy, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new ExtentReader(extent, reader.channel, Optional.of(target));
        } catch (IOException e) {
            reader.close();
            throw unwritable(extent, e);
        }
    }

    private static CannotJudgeException unwritable(Extent extent, IOException e) {
        return new CannotJudgeException(
                "the copy of %s could not be written (%s: %s); make room there, or name another folder for temporary files (-Djava.io.tmpdir)"
                        .formatted(extent.shown(), e.getClass().getSimpleName(), e.getMessage()),
                e);
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
        buffer.flip();
        copy.ifPresent(target -> write(buffer, target));
        return buffer;
    }

    private void write(ByteBuffer buffer, FileChannel target) {
        ByteBuffer rest = buffer.duplicate();
        int length = rest.limit();
        try {
            while (rest.position() < length) {
                rest.limit(Math.min(length, rest.position() + BYTES_AT_ONCE));
                target.write(rest, extent.offset() + done - length + rest.position());
            }
        } catch (IOException e) {
            throw unwritable(extent, e);
        }
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
            if (copy.isPresent()) {
                copy.get().close();
            }
        } catch (IOException e) {
            throw Unreadable.because(extent.shown(), e);
        }
    }
}
