package dev.modelgate.eval.process;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.modelgate.eval.candidate.Workplace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One running child. Three threads keep its pipes moving, so that neither side can wait for the other for ever; used
 * by one thread at a time.
 */
final class Child implements AutoCloseable {

    /** How long a child that closed its output has to end, and one that was asked to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Workplace workplace;
    private final Process process;
    private final OutputLines lines;
    private final ErrorTail errors;
    private final ExecutorService threads;
    private volatile boolean answered;

    private Child(Workplace workplace, Process process) {
        this.workplace = workplace;
        this.process = process;
        this.lines = new OutputLines(process.getInputStream());
        this.errors = new ErrorTail(process.getErrorStream());
        this.threads = Executors.newFixedThreadPool(
                3,
                new ThreadFactoryBuilder()
                        .setNameFormat("gate-child-" + process.pid() + "-%d")
                        .setDaemon(true)
                        .build());
        threads.execute(lines);
        threads.execute(errors);
    }

    /** @throws IOException where the program cannot be started */
    static Child start(ProcessSettings settings) throws IOException {
        Workplace workplace = settings.workplace();
        return new Child(workplace, workplace.start(settings.command(), pipes -> {}));
    }

    /** True once it has answered something: its model is loaded. */
    boolean hasAnswered() {
        return answered;
    }

    /** Writes text, or gives up at the deadline: a child that does not read would hold it for ever. */
    void write(String text, Deadline deadline) throws ChildFailedException, InterruptedException {
        Future<Boolean> written = threads.submit(() -> {
            OutputStream in = process.getOutputStream();
            in.write(text.getBytes(StandardCharsets.UTF_8));
            in.flush();
            return true;
        });
        try {
            written.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ChildFailedException(
                    "the process did not read its input within %d ms".formatted(deadline.millis()));
        } catch (ExecutionException e) {
            throw new ChildFailedException(ended(""));
        }
    }

    /** The next line of its output. */
    byte[] line(Deadline deadline) throws ChildFailedException, InterruptedException {
        Optional<OutputLines.Piece> piece = lines.next(deadline.left());
        if (piece.isEmpty()) {
            throw new ChildFailedException(
                    "no whole answer came within %d ms; raise 'timeout_seconds' or mend the process%s"
                            .formatted(deadline.millis(), lastWords()));
        }
        if (piece.get() instanceof OutputLines.Line line) {
            if (!line.isWhole()) {
                throw new ChildFailedException(ended(new String(line.bytes(), StandardCharsets.UTF_8)));
            }
            answered = true;
            return line.bytes();
        }
        throw new ChildFailedException("the process wrote a line without end, but an answer is one line");
    }

    /** Ends it and all that it started: politely first, for a child that still has something to put away. */
    @Override
    public void close() {
        List<ProcessHandle> family = process.descendants().toList();
        threads.execute(this::closeInput);
        try {
            process.waitFor(answered ? PATIENCE.toMillis() : 0, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        kill();
    }

    /** Ends it and all that it started, at once. */
    void kill() {
        workplace.end(process);
        threads.shutdownNow();
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it is gone already
        }
    }

    private String ended(String rest) throws InterruptedException {
        String half = rest.isEmpty() ? "" : " after half a line ('%s')".formatted(Shown.start(rest));
        return process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                ? "the process ended with status %d%s, but an answer is required%s"
                        .formatted(process.exitValue(), half, lastWords())
                : "the process closed its output%s, but an answer is required%s".formatted(half, lastWords());
    }

    private String lastWords() {
        String words = Shown.end(errors.text());
        return words.isEmpty() ? "" : "; its last words: '%s'".formatted(words);
    }
}
