package dev.modelgate.eval.json;

import dev.modelgate.core.CannotJudgeException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: a replaced byte would change a bucket's name or an answer without anyone seeing it. */
public final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /**
     * Decodes, or says at which byte the text stops being UTF-8.
     *
     * @throws CannotJudgeException for malformed bytes and for a byte-order mark
     */
    public static String decode(byte[] bytes, String name) {
        if (startsWithMark(bytes)) {
            throw new CannotJudgeException(
                    name + ": the file starts with a byte-order mark; save it as UTF-8 without one");
        }
        String text = new String(bytes, StandardCharsets.UTF_8); // a third of the time that a decoder takes when cold
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(bytes, name);
        }
        return text;
    }

    /** The replacement character stands for malformed bytes, or for itself. */
    private static void requireUtf8(byte[] bytes, String name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (decoder.decode(in, CharBuffer.allocate(bytes.length), true).isError()) {
            throw new CannotJudgeException("%s: the text is not UTF-8 at byte %d%s; save it as UTF-8"
                    .formatted(name, in.position(), line(bytes, in.position())));
        }
    }

    /** Which line that is, where there are several. */
    private static String line(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line == 1 ? "" : " in line " + line;
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }
}
