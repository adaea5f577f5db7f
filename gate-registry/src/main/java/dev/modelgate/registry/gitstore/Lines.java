package dev.modelgate.registry.gitstore;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The complete lines of one file. Git keeps files whole, but a commit by hand may still end in the middle of one. */
final class Lines {

    private final byte[] bytes;
    /** Where each newline stands. */
    private final int[] ends;

    Lines(byte[] bytes) {
        this.bytes = bytes;
        int[] found = new int[64];
        int count = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = i;
            }
        }
        this.ends = Arrays.copyOf(found, count);
    }

    long count() {
        return ends.length;
    }

    /** A line, from 1, without its newline; empty beyond the end. */
    Optional<String> line(long number) {
        if (number < 1 || number > ends.length) {
            return Optional.empty();
        }
        int index = Math.toIntExact(number - 1);
        return Optional.of(text(index == 0 ? 0 : ends[index - 1] + 1, ends[index]));
    }

    Optional<String> last() {
        return line(ends.length);
    }

    Stream<String> stream() {
        return LongStream.rangeClosed(1, ends.length)
                .mapToObj(number -> line(number).orElseThrow());
    }

    /** All complete lines and one more. */
    byte[] with(String line) {
        return withAll(line + "\n");
    }

    /** All complete lines and several more, each with its newline. */
    byte[] withAll(String lines) {
        byte[] more = GitReader.utf8(lines);
        int complete = ends.length == 0 ? 0 : ends[ends.length - 1] + 1;
        byte[] all = Arrays.copyOf(bytes, complete + more.length);
        System.arraycopy(more, 0, all, complete, more.length);
        return all;
    }

    /** Bytes that are no UTF-8 give a text that no event has: to replace them could give two lines one digest. */
    private String text(int start, int end) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            return "not UTF-8: " + new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        }
    }
}
