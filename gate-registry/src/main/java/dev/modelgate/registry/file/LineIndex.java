package dev.modelgate.registry.file;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Where the complete lines of a file end: found in one pass over it, so that each line is then one read. */
final class LineIndex {

    private static final int BLOCK = 1 << 18;

    private final Path file;
    private final long[] ends;

    private LineIndex(Path file, long[] ends) {
        this.file = file;
        this.ends = ends;
    }

    /** A file that is not there has no lines. */
    static LineIndex of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            return new LineIndex(file, ends(channel));
        } catch (NoSuchFileException e) {
            return new LineIndex(file, new long[0]);
        }
    }

    private static long[] ends(FileChannel channel) throws IOException {
        long[] ends = new long[1 << 10];
        int count = 0;
        byte[] block = new byte[BLOCK];
        long start = 0;
        for (int read = channel.read(ByteBuffer.wrap(block)); read >= 0; read = channel.read(ByteBuffer.wrap(block))) {
            for (int i = 0; i < read; i++) {
                if (block[i] == '\n') {
                    if (count == ends.length) {
                        ends = Arrays.copyOf(ends, count * 2);
                    }
                    ends[count++] = start + i;
                }
            }
            start += read;
        }
        return Arrays.copyOf(ends, count);
    }

    long count() {
        return ends.length;
    }

    /** The line behind so many others, without its newline; empty beyond the end. */
    Optional<byte[]> line(long before) throws IOException {
        if (before >= ends.length) {
            return Optional.empty();
        }
        int index = Math.toIntExact(before);
        long start = index == 0 ? 0 : ends[index - 1] + 1;
        ByteBuffer line = ByteBuffer.allocate(Math.toIntExact(ends[index] - start));
        try (FileChannel channel = FileChannel.open(file, READ)) {
            while (line.hasRemaining()) {
                if (channel.read(line, start + line.position()) < 0) {
                    throw new IOException("%s became shorter while it was read".formatted(file));
                }
            }
        }
        return Optional.of(line.array());
    }
}
