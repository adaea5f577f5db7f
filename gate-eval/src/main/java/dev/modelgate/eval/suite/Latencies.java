package dev.modelgate.eval.suite;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.ModelRuntime;
import dev.modelgate.core.port.ModelRuntime.Answered;
import dev.modelgate.core.port.ModelRuntime.Failed;
import dev.modelgate.core.port.ModelRuntime.Reply;
import dev.modelgate.core.port.ModelRuntime.Request;
import java.util.Arrays;
import java.util.List;

/**
 * How long candidate and previous model take over the same requests, on the same machine, in the same minute. They
 * take turns, one request each, first the one and then the other first, so that neither has the warmer machine; a
 * round beforehand is dropped.
 *
 * @param candidate nanoseconds of each answer, sorted
 * @param previous likewise
 */
record Latencies(ImmutableList<Long> candidate, ImmutableList<Long> previous) {

    /** @throws CannotJudgeException where either gives no answer: a latency of failures is none */
    static Latencies measure(ModelRuntime candidate, ModelRuntime previous, List<Request> requests)
            throws InterruptedException {
        long[] mine = new long[2 * requests.size()];
        long[] theirs = new long[2 * requests.size()];
        for (Request request : requests) {
            nanos(candidate, request);
            nanos(previous, request);
        }
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            mine[2 * i] = nanos(candidate, request);
            theirs[2 * i] = nanos(previous, request);
            theirs[2 * i + 1] = nanos(previous, request);
            mine[2 * i + 1] = nanos(candidate, request);
        }
        return new Latencies(sorted(mine), sorted(theirs));
    }

    /** The value below which that share of the answers lies. */
    static long quantile(ImmutableList<Long> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1L, (long) Math.ceil(share * sorted.size()) - 1));
    }

    private static long nanos(ModelRuntime runtime, Request request) throws InterruptedException {
        long start = System.nanoTime();
        Reply reply = runtime.answer(List.of(request)).get(0);
        long took = System.nanoTime() - start;
        if (reply instanceof Answered) {
            return took;
        }
        throw new CannotJudgeException("'%s' gave no answer to request '%s' (%s), but latency is that of answers"
                .formatted(runtime.name(), request.id(), ((Failed) reply).message()));
    }

    private static ImmutableList<Long> sorted(long[] nanos) {
        return Arrays.stream(nanos).sorted().boxed().collect(ImmutableList.toImmutableList());
    }
}
