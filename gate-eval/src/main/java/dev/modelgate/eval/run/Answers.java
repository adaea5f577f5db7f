package dev.modelgate.eval.run;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.core.port.ModelRuntime.Answered;
import dev.modelgate.core.port.ModelRuntime.Failed;
import dev.modelgate.core.port.ModelRuntime.Reply;
import dev.modelgate.core.port.ModelRuntime.Request;
import dev.modelgate.eval.evalset.EvalCase;
import dev.modelgate.eval.score.NoScoreException;
import dev.modelgate.eval.score.Score;
import dev.modelgate.eval.score.Scorer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Puts cases to a runtime in batches, as many at once as it takes, and scores what comes back. */
final class Answers {

    /** How long a cancelled run waits for calls that are under way. */
    private static final long GRACE_SECONDS = 30;

    private final ModelRuntime runtime;
    private final Scorer scorer;
    private final int repeats;
    private final long deadline;

    /** @param longest that all cases together may take */
    Answers(ModelRuntime runtime, Scorer scorer, int repeats, Duration longest) {
        this.runtime = runtime;
        this.scorer = scorer;
        this.repeats = repeats;
        this.deadline = System.nanoTime() + longest.toNanos();
    }

    /** One batch, done. */
    record Batch(int index, ImmutableList<Outcome> outcomes) {}

    /** Takes batches in the order in which they are done. */
    @FunctionalInterface
    interface Sink {
        void accept(Batch batch);
    }

    /**
     * Runs all cases. Where the sink throws, no further batch is begun.
     *
     * @throws CannotJudgeException where the runtime breaks its contract, or a case cannot be scored
     * @throws InterruptedException when the run is cancelled
     */
    void forEachBatch(List<EvalCase> cases, Sink sink) throws InterruptedException {
        List<List<EvalCase>> batches = Lists.partition(cases, runtime.maxBatch());
        ExecutorService pool =
                Executors.newFixedThreadPool(Math.min(runtime.maxConcurrency(), batches.size()), Answers::thread);
        try {
            CompletionService<Batch> done = new ExecutorCompletionService<>(pool);
            for (int i = 0; i < batches.size(); i++) {
                int index = i;
                done.submit(() -> new Batch(index, outcomes(batches.get(index))));
            }
            for (int i = 0; i < batches.size(); i++) {
                sink.accept(result(next(done)));
            }
        } finally {
            stop(pool);
        }
    }

    private Future<Batch> next(CompletionService<Batch> done) throws InterruptedException {
        Future<Batch> next = done.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
            throw new CannotJudgeException(
                    "the evaluation is not done, but its time is up; raise --max-seconds, and go on with --resume");
        }
        return next;
    }

    /** The first asking counts; the others tell whether the model would say so again. */
    private ImmutableList<Outcome> outcomes(List<EvalCase> cases) throws InterruptedException {
        ImmutableList<Outcome> outcomes = askedOnce(cases);
        for (int i = 1; i < repeats; i++) {
            ImmutableList<Outcome> before = outcomes;
            ImmutableList<Outcome> again = askedOnce(cases);
            outcomes = IntStream.range(0, cases.size())
                    .mapToObj(at -> before.get(at).and(again.get(at)))
                    .collect(ImmutableList.toImmutableList());
        }
        return outcomes;
    }

    private ImmutableList<Outcome> askedOnce(List<EvalCase> cases) throws InterruptedException {
        List<Reply> replies = runtime.answer(cases.stream()
                .map(evalCase -> new Request(evalCase.id(), evalCase.inputText()))
                .collect(ImmutableList.toImmutableList()));
        if (replies.size() != cases.size()) {
            throw new CannotJudgeException(
                    "the runtime '%s' gave %d replies to %d requests, but one each is required; mend the runtime"
                            .formatted(runtime.name(), replies.size(), cases.size()));
        }
        ImmutableList.Builder<Outcome> outcomes = ImmutableList.builder();
        for (int i = 0; i < cases.size(); i++) {
            outcomes.add(outcome(cases.get(i), replies.get(i)));
        }
        return outcomes.build();
    }

    private Outcome outcome(EvalCase evalCase, Reply reply) {
        if (reply instanceof Failed failed) {
            return new Outcome.Errored(evalCase, failed.message());
        }
        Answered answered = (Answered) reply;
        try {
            Score score = scorer.score(evalCase, answered.output());
            return new Outcome.Scored(
                    evalCase, answered.output(), score, answered.latency(), answered.usage(), ImmutableList.of());
        } catch (NoScoreException e) {
            return new Outcome.Errored(evalCase, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new CannotJudgeException(
                    "case '%s' cannot be scored by '%s': %s".formatted(evalCase.id(), scorer.name(), e.getMessage()),
                    e);
        }
    }

    private Batch result(Future<Batch> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof CannotJudgeException cannotJudge) {
                throw cannotJudge;
            }
            if (cause instanceof InterruptedException) {
                throw (InterruptedException) new InterruptedException(cause.getMessage()).initCause(e);
            }
            throw new CannotJudgeException(
                    "the runtime '%s' broke off (%s); mend the runtime".formatted(runtime.name(), cause), e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "gate-eval");
        thread.setDaemon(true);
        return thread;
    }

    /** The runtime is closed after this; a native one must not be closed under a running call. */
    private static void stop(ExecutorService pool) throws InterruptedException {
        pool.shutdownNow();
        pool.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    }
}
