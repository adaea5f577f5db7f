package dev.modelgate.eval.process;

import dev.modelgate.eval.json.JsonLines;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A child's output, line by line, read ahead a little so that the child can write while it is written to. */
final class OutputLines implements Runnable {

    private static final int AHEAD = 256;

    private final InputStream in;
    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(AHEAD);

    OutputLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 14);
    }

    /** What was read next. */
    sealed interface Piece {}

    /** Bytes up to a newline, or up to the end of the output. */
    static final class Line implements Piece {
        private final byte[] bytes;
        private final boolean whole;

        private Line(ByteArrayOutputStream read, boolean whole) {
            this.bytes = read.toByteArray();
            this.whole = whole;
        }

        byte[] bytes() {
            return bytes;
        }

        /** False for what the output ended with, without a newline. */
        boolean isWhole() {
            return whole;
        }
    }

    /** A line that does not end. */
    record TooLong() implements Piece {}

    /** The next piece; empty where none comes in time. After an end none comes. */
    Optional<Piece> next(Duration wait) throws InterruptedException {
        return Optional.ofNullable(pieces.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS));
    }

    @Override
    public void run() {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 8);
        try {
            for (int next = read(); next >= 0; next = read()) {
                if (next == '\n') {
                    pieces.put(new Line(line, true));
                    line.reset();
                } else if (line.size() == JsonLines.MAX_LINE_BYTES) {
                    pieces.put(new TooLong());
                    return;
                } else {
                    line.write(next);
                }
            }
            pieces.put(new Line(line, false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the child was given up
        }
    }

    /** A stream that breaks is one that ends. */
    private int read() {
        try {
            return in.read();
        } catch (IOException e) {
            return -1;
        }
    }
}
