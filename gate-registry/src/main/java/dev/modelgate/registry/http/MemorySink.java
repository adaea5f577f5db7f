package dev.modelgate.registry.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Keeps a body in memory up to a limit. */
final class MemorySink implements Sink {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int limit;
    private final boolean cutsOff;

    private MemorySink(int limit, boolean cutsOff) {
        this.limit = limit;
        this.cutsOff = cutsOff;
    }

    /** A longer body is an error. */
    static MemorySink atMost(int limit) {
        return new MemorySink(limit, false);
    }

    /** Of a longer body only the beginning is kept: enough for a message. */
    static MemorySink beginning(int limit) {
        return new MemorySink(limit, true);
    }

    @Override
    public void restart() {
        bytes.reset();
    }

    @Override
    public void write(ByteBuffer more) throws IOException {
        if (more.remaining() > limit - bytes.size() && !cutsOff) {
            throw new BodyTooLongException(limit);
        }
        byte[] taken = new byte[Math.min(more.remaining(), limit - bytes.size())];
        more.get(taken);
        bytes.write(taken, 0, taken.length);
    }

    @Override
    public void finish() {}

    @Override
    public void abandon() {}

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
