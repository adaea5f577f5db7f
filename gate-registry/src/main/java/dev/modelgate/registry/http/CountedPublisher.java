package dev.modelgate.registry.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** A request's body that notes when its bytes are taken, so that a stalled upload is seen. */
final class CountedPublisher implements BodyPublisher {

    private final BodyPublisher inner;
    private final Progress progress;

    CountedPublisher(BodyPublisher inner, Progress progress) {
        this.inner = inner;
        this.progress = progress;
    }

    @Override
    public long contentLength() {
        return inner.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        inner.subscribe(new Counting(subscriber, progress));
    }

    private record Counting(Subscriber<? super ByteBuffer> inner, Progress progress) implements Subscriber<ByteBuffer> {

        @Override
        public void onSubscribe(Subscription subscription) {
            inner.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            progress.touch();
            inner.onNext(bytes);
        }

        @Override
        public void onError(Throwable failure) {
            inner.onError(failure);
        }

        @Override
        public void onComplete() {
            inner.onComplete();
        }
    }
}
