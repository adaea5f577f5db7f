package dev.modelgate.eval.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Drains a child's error stream, however much it floods, and keeps its last words. */
final class ErrorTail implements Runnable {

    private static final int KEPT = 4096;

    private final InputStream in;
    private final byte[] ring = new byte[KEPT];
    private long total;

    ErrorTail(InputStream in) {
        this.in = in;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[KEPT];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                keep(buffer, read);
            }
        } catch (IOException e) {
            // the child is gone, and with it what it might have said
        }
    }

    synchronized String text() {
        int length = (int) Math.min(total, KEPT);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((total - length + i) % KEPT)];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private synchronized void keep(byte[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (total++ % KEPT)] = buffer[i];
        }
    }
}
