package dev.modelgate.eval.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import dev.modelgate.core.CannotJudgeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The native library, loaded once. It matches the whole command line of the process against a regular expression, and
 * recurses once for each character: with a class path of 4,000 characters that overflows the stack of a usual thread,
 * and the process dies without a word. So it is loaded on a thread whose stack holds the longest command line.
 */
final class OnnxLibrary {

    /** Measured need: about 300 bytes a character; Linux hands on at most 2 MB of arguments. Only touched pages count. */
    private static final long STACK_BYTES = 600L << 20;

    private OnnxLibrary() {}

    /** @throws CannotJudgeException where the platform has none */
    static OrtEnvironment environment() {
        CompletableFuture<OrtEnvironment> loaded = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> load(loaded), "gate-onnx-load", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return loaded.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LinkageError missing) {
                throw new CannotJudgeException(
                        "ONNX Runtime cannot run on %s %s (%s); evaluate behind an endpoint or a command instead"
                                .formatted(
                                        System.getProperty("os.name"),
                                        System.getProperty("os.arch"),
                                        missing.getMessage()),
                        missing);
            }
            throw e;
        }
    }

    private static void load(CompletableFuture<OrtEnvironment> loaded) {
        try {
            loaded.complete(OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL));
        } catch (LinkageError | RuntimeException e) {
            loaded.completeExceptionally(e);
        }
    }
}
