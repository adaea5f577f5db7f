package dev.modelgate.registry.bundle;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Hashes spans on all cores, the longest first so that no core ends with a long one alone. Each span is read in
 * pieces, so memory depends on the number of cores and on nothing else.
 */
final class SpanHasher {

    private static final int PIECE = 1 << 18;

    private SpanHasher() {}

    static Map<Span, String> hash(List<Span> spans, HashProgress progress) {
        progress.begin(spans.stream().mapToLong(Span::length).sum());
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.max(1, Math.min(spans.size(), Runtime.getRuntime().availableProcessors())));
        try {
            Map<Span, Future<String>> running = new LinkedHashMap<>();
            spans.stream()
                    .sorted(Comparator.comparingLong(Span::length).reversed())
                    .forEach(span -> running.put(span, threads.submit(() -> hash(span, progress))));
            return collected(running);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Map<Span, String> collected(Map<Span, Future<String>> running) {
        Map<Span, String> hashes = new HashMap<>();
        for (Map.Entry<Span, Future<String>> entry : running.entrySet()) {
            try {
                hashes.put(entry.getKey(), entry.getValue().get());
            } catch (ExecutionException e) {
                throw failure(entry.getKey(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CannotJudgeException("hashing was interrupted; run again", e);
            }
        }
        return hashes;
    }

    private static RuntimeException failure(Span span, @Nullable Throwable cause) {
        if (cause instanceof IOException e) {
            return span.file().vanished(e);
        }
        return cause instanceof CannotJudgeException e ? e : new IllegalStateException(cause);
    }

    private static String hash(Span span, HashProgress progress) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, span.length()))];
        try (FileChannel channel = FileChannel.open(span.file().real(), StandardOpenOption.READ)) {
            long position = span.offset();
            long end = span.offset() + span.length();
            while (position < end) {
                ByteBuffer buffer = ByteBuffer.wrap(piece, 0, (int) Math.min(piece.length, end - position));
                int read = channel.read(buffer, position);
                if (read < 0) {
                    throw span.file().changed();
                }
                digest.update(piece, 0, read);
                position += read;
                progress.hashed(read);
            }
        }
        return Sha256.finish(digest);
    }
}
