package dev.modelgate.eval.json;

import dev.modelgate.core.CannotJudgeException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: a replaced byte would change a bucket's name or an answer without anyone seeing it. */
public final class Utf8 {

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
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new CannotJudgeException("%s: the text is not UTF-8 at byte %d%s; save it as UTF-8"
                    .formatted(name, in.position(), line(bytes, in.position())));
        }
        return out.flip().toString();
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
