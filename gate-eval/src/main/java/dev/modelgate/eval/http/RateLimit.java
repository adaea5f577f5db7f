package dev.modelgate.eval.http;

import java.time.Duration;

/** Spaces requests evenly: so many a second, over all threads together. */
final class RateLimit {

    private final long spacing;
    private final Timing timing;
    private boolean begun;
    private long next;

    /** @param perSecond 0 for no limit */
    RateLimit(double perSecond, Timing timing) {
        this.spacing = perSecond > 0 ? Math.max(1, Math.round(1e9 / perSecond)) : 0;
        this.timing = timing;
    }

    /** Waits for this request's turn. */
    void await() throws InterruptedException {
        long wait = reserve();
        if (wait > 0) {
            timing.sleep(Duration.ofNanos(wait));
        }
    }

    private synchronized long reserve() {
        if (spacing == 0) {
            return 0;
        }
        long now = timing.nanos();
        long turn = begun && next - now > 0 ? next : now;
        begun = true;
        next = turn + spacing;
        return turn - now;
    }
}
