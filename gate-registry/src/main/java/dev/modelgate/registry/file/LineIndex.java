package dev.modelgate.registry.file;

import static java.nio.file.StandardOpenOption.READ;

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
 * Where the complete lines of a file end, so that each line is one read. Files of events only grow, so what this
 * process knows of one is looked at again only behind its last known line; a file put in its place is another one.
 */
final class LineIndex {

    private static final int BLOCK = 1 << 18;
    private static final int FILES = 16;
    private static final ConcurrentMap<Path, LineIndex> KNOWN = new ConcurrentHashMap<>();

    private final Path file;
    private final Optional<Object> identity;
    private final long[] ends;

    private LineIndex(Path file, Optional<Object> identity, long[] ends) {
        this.file = file;
        this.identity = identity;
        this.ends = ends;
    }

    /** A file that is not there has no lines. */
    static LineIndex of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            Path key = file.toRealPath();
            Optional<Object> identity = Optional.ofNullable(
                    Files.readAttributes(key, BasicFileAttributes.class).fileKey());
            LineIndex index = new LineIndex(file, identity, ends(channel, known(key, identity, channel)));
            if (KNOWN.size() >= FILES) {
                KNOWN.clear();
            }
            KNOWN.put(key, index);
            return index;
        } catch (NoSuchFileException e) {
            return new LineIndex(file, Optional.empty(), new long[0]);
        }
    }

    /** What an earlier look found, where it is that file and its last line still ends there. */
    private static long[] known(Path file, Optional<Object> identity, FileChannel channel) throws IOException {
        LineIndex index = KNOWN.get(file);
        if (index == null || identity.isEmpty() || !identity.equals(index.identity) || index.ends.length == 0) {
            return new long[0];
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        boolean stands = channel.read(last, index.ends[index.ends.length - 1]) == 1 && last.get(0) == '\n';
        return stands ? index.ends : new long[0];
    }

    private static long[] ends(FileChannel channel, long[] known) throws IOException {
        int count = known.length;
        long[] ends = Arrays.copyOf(known, count + (1 << 10));
        long start = count == 0 ? 0 : known[count - 1] + 1;
        byte[] block = new byte[BLOCK];
        channel.position(start);
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
