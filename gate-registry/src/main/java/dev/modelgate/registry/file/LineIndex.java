package dev.modelgate.registry.file;

import static java.nio.file.StandardOpenOption.READ;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Where the complete lines of a file end, so that each line is one read. It looks no further than it is asked for; and
 * for files of events only grow, what this process knows of one holds until another file is put in its place.
 */
final class LineIndex {

    private static final int BLOCK = 1 << 16;
    private static final int FILES = 16;
    private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final ConcurrentMap<Path, LineIndex> KNOWN = new ConcurrentHashMap<>();

    private final Path file;
    private final Optional<Object> identity;

    @GuardedBy("this")
    private long[] ends = new long[1 << 8];

    @GuardedBy("this")
    private int found;

    private LineIndex(Path file, Optional<Object> identity) {
        this.file = file;
        this.identity = identity;
    }

    /** A file that is not there has no lines. */
    static LineIndex of(Path file) throws IOException {
        try {
            Path path = file.toRealPath();
            Optional<Object> identity = Optional.ofNullable(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
            LineIndex known = KNOWN.get(path);
            if (known != null && identity.isPresent() && identity.equals(known.identity) && known.stillStands()) {
                return known;
            }
            LineIndex index = new LineIndex(path, identity);
            if (KNOWN.size() >= FILES) {
                KNOWN.clear();
            }
            KNOWN.put(path, index);
            return index;
        } catch (NoSuchFileException e) {
            return new LineIndex(file, Optional.empty());
        }
    }

    /** Whether the last line that it found still ends where it did. */
    private synchronized boolean stillStands() throws IOException {
        if (found == 0) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.read(last, ends[found - 1]) == 1 && last.get(0) == '\n';
        }
    }

    /** How many complete lines there are now. */
    synchronized long count() throws IOException {
        find(Integer.MAX_VALUE);
        return found;
    }

    /** The line behind so many others, without its newline; empty beyond the end. */
    synchronized Optional<byte[]> line(long before) throws IOException {
        int index = Math.toIntExact(before);
        if (index >= found) {
            find(index + 1);
        }
        if (index >= found) {
            return Optional.empty();
        }
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

    /** Looks on behind the last line that was found, until so many are, or the file ends. */
    @GuardedBy("this")
    private void find(int wanted) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            long start = found == 0 ? 0 : ends[found - 1] + 1;
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            while (found < wanted && channel.read(block.clear(), start) >= 0) {
                addEnds(block, start);
                start += block.position();
            }
        } catch (NoSuchFileException e) {
            found = 0;
        }
    }

    @GuardedBy("this")
    private void addEnds(ByteBuffer block, long start) {
        int size = block.position();
        for (int i = nextNewline(block, 0, size); i < size; i = nextNewline(block, i + 1, size)) {
            if (found == ends.length) {
                ends = Arrays.copyOf(ends, found * 2);
            }
            ends[found++] = start + i;
        }
    }

    /** Eight bytes at a time: a short command comes here before anything is compiled. */
    private static int nextNewline(ByteBuffer block, int from, int size) {
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
