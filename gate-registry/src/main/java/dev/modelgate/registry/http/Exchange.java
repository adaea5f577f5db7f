package dev.modelgate.registry.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One try of one call, watched to its last byte. */
final class Exchange {

    /** Of an answer that is an error this much is kept for the message. */
    private static final int ERROR_BODY = 64 << 10;

    private final HttpCall call;
    private final Deadline deadline;
    private final Sink sink;
    private final Progress progress = new Progress();
    private final AtomicReference<Intake> intake = new AtomicReference<>();
    private final CompletableFuture<HttpResponse<Sink>> outcome = new CompletableFuture<>();

    /**
     * @param sink for the body of a success
     */
    Exchange(HttpCall call, Deadline deadline, Sink sink) {
        this.call = call;
        this.deadline = deadline;
        this.sink = sink;
    }

    /** The deadline passed; the connection is closed. */
    static final class Late extends IOException {
        private static final long serialVersionUID = 1L;

        Late(String message) {
            super(message);
        }
    }

    /**
     * Runs it.
     *
     * @throws Late when the deadline passes
     * @throws IOException as the client gives it, or as the sink does inside an {@link Intake.SinkFailure}
     */
    HttpAnswer run(HttpClient client) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Sink>> response = client.sendAsync(request(), handler());
        CompletableFuture<?> unused = response.whenComplete(this::settle);
        try {
            return answer(await());
        } catch (InterruptedException | IOException e) {
            giveUp(response);
            throw e;
        }
    }

    private HttpRequest request() throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(call.uri());
        call.headers().forEach(builder::header);
        if (call.payload().isPresent()) {
            builder.method(
                    call.method(), new CountedPublisher(call.payload().get().publisher(), progress));
        } else {
            builder.method(call.method(), HttpRequest.BodyPublishers.noBody());
        }
        return builder.build();
    }

    private BodyHandler<Sink> handler() {
        return info -> {
            boolean success = info.statusCode() >= 200 && info.statusCode() < 300;
            Intake taker = new Intake(
                    success ? sink : MemorySink.beginning(ERROR_BODY), progress, outcome::completeExceptionally);
            intake.set(taker);
            return taker;
        };
    }

    private void settle(@Nullable HttpResponse<Sink> answered, @Nullable Throwable failure) {
        if (answered != null) {
            outcome.complete(answered);
        } else if (failure != null) {
            outcome.completeExceptionally(failure);
        }
    }

    private HttpResponse<Sink> await() throws IOException, InterruptedException {
        Optional<HttpResponse<Sink>> answered = Optional.empty();
        while (answered.isEmpty()) {
            answered = awaitOnce(progress.left(deadline));
        }
        return answered.get();
    }

    /** Empty where the time passed without an answer; bytes may have moved meanwhile. */
    private Optional<HttpResponse<Sink>> awaitOnce(Duration left) throws IOException, InterruptedException {
        if (left.isNegative() || left.isZero()) {
            throw new Late(
                    progress.isTotalOver(deadline)
                            ? "took longer than %s".formatted(seconds(deadline.total()))
                            : "stood still for %s".formatted(seconds(deadline.idle())));
        }
        try {
            return Optional.of(outcome.get(left.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static IOException failure(ExecutionException e) {
        Throwable cause = e.getCause() instanceof CompletionException wrapped ? wrapped.getCause() : e.getCause();
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    private HttpAnswer answer(HttpResponse<Sink> response) {
        byte[] body = response.body() instanceof MemorySink memory ? memory.bytes() : new byte[0];
        return new HttpAnswer(call, response.statusCode(), response.headers(), body);
    }

    private void giveUp(CompletableFuture<HttpResponse<Sink>> response) {
        Intake taker = intake.get();
        if (taker != null) {
            taker.abort();
        }
        response.cancel(true);
        sink.abandon();
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
