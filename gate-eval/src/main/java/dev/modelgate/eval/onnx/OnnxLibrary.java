package dev.modelgate.eval.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.modelgate.core.CannotJudgeException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

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
        FutureTask<OrtEnvironment> loading = new FutureTask<>(OnnxLibrary::load);
        Thread thread = new Thread(null, loading, "gate-onnx-load", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return Uninterruptibles.getUninterruptibly(loading);
        } catch (ExecutionException e) {
            Throwables.throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e);
        }
    }

    private static OrtEnvironment load() {
        try {
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        } catch (LinkageError e) {
            throw new CannotJudgeException(
                    "ONNX Runtime cannot run on %s %s (%s); evaluate behind an endpoint or a command instead"
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), e.getMessage()),
                    e);
        }
    }
}
