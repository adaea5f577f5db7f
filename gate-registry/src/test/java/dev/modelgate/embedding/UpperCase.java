package dev.modelgate.embedding;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.port.ModelRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A model of your own: whatever answers a text with a text. */
final class UpperCase implements ModelRuntime {

    @Override
    public String name() {
        return "upper-case 1.0";
    }

    @Override
    public int maxBatch() {
        return 16;
    }

    @Override
    public int maxConcurrency() {
        return 1;
    }

    /** One reply a request, in their order. What cannot be answered is {@link Failed}, and no wrong answer. */
    @Override
    public ImmutableList<Reply> answer(List<Request> requests) {
        return requests.stream().map(this::answer).collect(ImmutableList.toImmutableList());
    }

    private Reply answer(Request request) {
        long began = System.nanoTime();
        if (request.input().isBlank()) {
            return new Failed("the input is blank", Duration.ofNanos(System.nanoTime() - began));
        }
        String output = request.input().toUpperCase(Locale.ROOT);
        return new Answered(output, Duration.ofNanos(System.nanoTime() - began), Optional.empty());
    }

    @Override
    public void close() {}
}
