package dev.modelgate.core.port;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.evidence.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Something that answers: a model in this process, behind HTTP, or in a child process.
 *
 * <p>A failure to answer is not a wrong answer. It is reported as {@link Failed}, counted apart, and above a limit
 * makes the run invalid.
 */
public interface ModelRuntime extends AutoCloseable {

    /** What runs the model, for the report: {@code onnxruntime 1.29.0}. */
    String name();

    /** The most requests that {@link #answer} takes at once; at least 1. */
    int maxBatch();

    /** How many threads may call {@link #answer} at the same time; at least 1. */
    int maxConcurrency();

    /**
     * Answers each request, in the order given. Bounded in time by the runtime's own limits.
     *
     * @throws InterruptedException when the run was cancelled
     */
    ImmutableList<Reply> answer(List<Request> requests) throws InterruptedException;

    @Override
    void close();

    /** One question, as the eval set words it. */
    record Request(String id, String input) {}

    /** What came back for one request. */
    sealed interface Reply {
        /** Time from the call to the answer; in a batch, the batch's time divided by its size. */
        Duration latency();
    }

    /** The model's answer, right or wrong. */
    record Answered(String output, Duration latency, Optional<Usage> usage) implements Reply {}

    /** No answer: what went wrong, in a sentence. */
    record Failed(String message, Duration latency) implements Reply {}
}
