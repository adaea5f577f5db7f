package dev.modelgate.eval.onnx;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the protobuf wire format field by field, in constant memory: what is not asked for is skipped, whatever its
 * size. See <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>.
 */
final class WireReader {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final InputStream in;
    private long position;
    private int field;
    private int wireType;
    private long valueEnd;

    /** @param in buffered; skipping it should be cheap */
    WireReader(InputStream in) {
        this.in = in;
    }

    /**
     * Moves to the next field of the message that ends at {@code end}.
     *
     * @return false at the end of the message
     * @throws MalformedException where the bytes are no protobuf message of that length
     */
    boolean nextField(long end) throws IOException {
        if (position >= end) {
            return false;
        }
        long tag = varint(end);
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (field == 0 || tag >>> 3 > (1 << 29) - 1) {
            throw malformed("a field has the number " + (tag >>> 3));
        }
        valueEnd = valueEnd(end);
        return true;
    }

    /** The number of the current field. */
    int field() {
        return field;
    }

    /** True where the current field is a message, a text or bytes. */
    boolean isDelimited() {
        return wireType == LENGTH_DELIMITED;
    }

    /** Where the current field's value ends: the end of the message in it. */
    long valueEnd() {
        return valueEnd;
    }

    /** Passes over the current field's value. */
    void skip() throws IOException {
        if (wireType == VARINT) {
            varint(valueEnd);
            return;
        }
        try {
            in.skipNBytes(valueEnd - position);
        } catch (EOFException e) {
            throw new MalformedException("it ends at byte %d, inside a field".formatted(position), e);
        }
        position = valueEnd;
    }

    /** The current field's value as text. */
    String text(int limit) throws IOException {
        long length = valueEnd - position;
        if (length > limit) {
            throw malformed("a name of %d bytes is longer than %d".formatted(length, limit));
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw malformed("it ends inside a name");
        }
        position = valueEnd;
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long valueEnd(long end) throws IOException {
        long valueEnd = switch (wireType) {
            case VARINT -> end;
            case FIXED64 -> position + 8;
            case FIXED32 -> position + 4;
            case LENGTH_DELIMITED -> lengthDelimitedEnd(end);
            default -> throw malformed("a field has the wire type " + wireType);
        };
        if (valueEnd > end) {
            throw malformed("a field reaches beyond its message");
        }
        return valueEnd;
    }

    private long lengthDelimitedEnd(long end) throws IOException {
        long length = varint(end);
        if (length < 0 || length > end - position) {
            throw malformed("a field of %s bytes reaches beyond its message".formatted(Long.toUnsignedString(length)));
        }
        return position + length;
    }

    private long varint(long end) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int read = position < end ? in.read() : -1;
            if (read < 0) {
                throw malformed("it ends inside a number");
            }
            position++;
            value |= (long) (read & 0x7F) << shift;
            if (read < 0x80) {
                return value;
            }
        }
        throw malformed("a number is longer than 10 bytes");
    }

    private MalformedException malformed(String what) {
        return new MalformedException(what + " (at byte %d)".formatted(position), null);
    }

    /** The bytes are not what they are taken for. */
    static final class MalformedException extends IOException {
        private static final long serialVersionUID = 1L;

        MalformedException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
