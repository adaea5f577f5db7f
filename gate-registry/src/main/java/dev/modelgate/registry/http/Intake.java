package dev.modelgate.registry.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Moves a body from the connection to a sink, noting progress, until its end, a failure or {@link #abort}. */
final class Intake implements BodySubscriber<Sink> {

    private final Sink sink;
    private final Progress progress;
    private final Consumer<IOException> onFailure;
    private final CompletableFuture<Sink> done = new CompletableFuture<>();
    private volatile @Nullable Subscription subscription;

    /**
     * @param onFailure told when the body cannot be taken: the client itself does not always end a response whose
     *     subscription is cancelled while its last bytes arrive
     */
    Intake(Sink sink, Progress progress, Consumer<IOException> onFailure) {
        this.sink = sink;
        this.progress = progress;
        this.onFailure = onFailure;
    }

    /** A failure of our own side: writing the body. Not a reason to ask the server again. */
    static final class SinkFailure extends IOException {
        private static final long serialVersionUID = 1L;

        SinkFailure(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    @Override
    public CompletionStage<Sink> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        progress.touch();
        try {
            sink.restart();
            given.request(1);
        } catch (IOException e) {
            fail(new SinkFailure(e));
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (done.isDone()) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                sink.write(buffer);
            }
            progress.touch();
            more();
        } catch (BodyTooLongException e) {
            fail(e);
        } catch (IOException e) {
            fail(new SinkFailure(e));
        }
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        try {
            sink.finish();
            done.complete(sink);
        } catch (IOException e) {
            fail(new SinkFailure(e));
        }
    }

    /** Ends the transfer from outside: nothing more is written once the sink is let go. */
    void abort() {
        fail(new IOException("the transfer was given up"));
    }

    private void fail(IOException failure) {
        done.completeExceptionally(failure);
        onFailure.accept(failure);
        Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    private void more() {
        Subscription open = subscription;
        if (open != null) {
            open.request(1);
        }
    }
}
