package dev.modelgate.registry.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a body to a file, at most so many bytes, and synchronises it to disk. */
public final class FileSink extends DigestSink {

    private static final Logger LOG = LoggerFactory.getLogger(FileSink.class);

    private final Path file;
    private final long limit;
    private volatile @Nullable FileChannel channel;

    /**
     * @param limit in bytes; a longer body is cut off there and is a {@link BodyTooLongException}
     */
    public FileSink(Path file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    @Override
    public void restart() throws IOException {
        abandon();
        super.restart();
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        if (size() + bytes.remaining() > limit) {
            throw new BodyTooLongException(limit);
        }
        super.write(bytes.duplicate());
        FileChannel open = opened();
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
    }

    @Override
    public void finish() throws IOException {
        opened().force(true);
        opened().close();
        super.finish();
    }

    @Override
    public void abandon() {
        FileChannel open = channel;
        channel = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.debug("{} of a failed transfer could not be closed", file, e);
        }
    }

    private FileChannel opened() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            throw new IOException("the transfer to %s is over".formatted(file));
        }
        return open;
    }
}
