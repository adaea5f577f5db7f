package dev.modelgate.registry.file;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Where the complete lines of a file end. It looks no further into the file than it is asked for. */
final class LineIndex {

    private static final int BLOCK = 1 << 16;
    private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final Path file;
    private long[] ends = new long[1 << 8];
    private int found;

    /** A file that is not there has no lines. */
    LineIndex(Path file) {
        this.file = file;
    }

    /** How many complete lines there are. */
    long count() throws IOException {
        find(Integer.MAX_VALUE);
        return found;
    }

    /** The line behind so many others, without its newline; empty beyond the end. */
    Optional<byte[]> line(long before) throws IOException {
        int index = Math.toIntExact(before);
        if (index >= found) {
            find(index + 1);
        }
        return index < found ? Optional.of(read(index)) : Optional.empty();
    }

    private byte[] read(int index) throws IOException {
        long start = start(index);
        ByteBuffer line = ByteBuffer.allocate(Math.toIntExact(ends[index] - start));
        try (FileChannel channel = FileChannel.open(file, READ)) {
            while (line.hasRemaining()) {
                if (channel.read(line, start + line.position()) < 0) {
                    throw new IOException("%s became shorter while it was read".formatted(file));
                }
            }
        }
        return line.array();
    }

    private long start(int index) {
        return index == 0 ? 0 : ends[index - 1] + 1;
    }

    /** Looks on behind the last line that was found, until so many are, or the file ends. */
    private void find(int wanted) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            long start = start(found);
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            while (found < wanted && channel.read(block.clear(), start) >= 0) {
                addEnds(block, start);
                start += block.position();
            }
        } catch (NoSuchFileException e) {
            found = 0;
        }
    }

    private void addEnds(ByteBuffer block, long start) {
        int size = block.position();
        for (int i = newline(block, 0, size); i < size; i = newline(block, i + 1, size)) {
            if (found == ends.length) {
                ends = Arrays.copyOf(ends, found * 2);
            }
            ends[found++] = start + i;
        }
    }

    /** Position of the next newline. Eight bytes at a time: a short command comes here before anything is compiled. */
    private static int newline(ByteBuffer block, int from, int size) {
        int i = from;
        while (i + Long.BYTES <= size) {
            long different = block.getLong(i) ^ NEWLINES;
            if (((different - ONES) & ~different & HIGH_BITS) != 0) {
                break;
            }
            i += Long.BYTES;
        }
        while (i < size && block.get(i) != '\n') {
            i++;
        }
        return i;
    }
}
