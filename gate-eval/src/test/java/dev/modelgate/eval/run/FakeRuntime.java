package dev.modelgate.eval.run;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.port.ModelRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Answers by a function of the request, in the batches and threads that it is made with, and watches that they are kept. */
class FakeRuntime implements ModelRuntime {

    private final int maxBatch;
    private final int maxConcurrency;
    private final Function<Request, Reply> answer;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final AtomicInteger largestBatch = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    FakeRuntime(int maxBatch, int maxConcurrency, Function<Request, Reply> answer) {
        this.maxBatch = maxBatch;
        this.maxConcurrency = maxConcurrency;
        this.answer = answer;
    }

    static Reply says(String output) {
        return new Answered(output, Duration.ofMillis(2), Optional.empty());
    }

    static Reply fails(String message) {
        return new Failed(message, Duration.ofMillis(900));
    }

    int mostUnderWay() {
        return mostUnderWay.get();
    }

    int largestBatch() {
        return largestBatch.get();
    }

    int asked() {
        return asked.get();
    }

    @Override
    public String name() {
        return "fake 1.0";
    }

    @Override
    public int maxBatch() {
        return maxBatch;
    }

    @Override
    public int maxConcurrency() {
        return maxConcurrency;
    }

    @Override
    public ImmutableList<Reply> answer(List<Request> requests) {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        largestBatch.accumulateAndGet(requests.size(), Math::max);
        asked.addAndGet(requests.size());
        try {
            return requests.stream().map(answer).collect(ImmutableList.toImmutableList());
        } finally {
            underWay.decrementAndGet();
        }
    }

    @Override
    public void close() {}
}
