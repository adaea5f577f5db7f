package dev.modelgate.eval.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes by sleeping only, and no chance. */
final class FakeTiming implements Timing {

    final List<Duration> slept = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong(-500);
    private final double chance;

    FakeTiming(double chance) {
        this.chance = chance;
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-05-01T12:00:00Z");
    }

    @Override
    public void sleep(Duration duration) {
        slept.add(duration);
        nanos.addAndGet(duration.toNanos());
    }

    @Override
    public double chance() {
        return chance;
    }
}
