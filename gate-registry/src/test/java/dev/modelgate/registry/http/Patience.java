package dev.modelgate.registry.http;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Waits no time and remembers how long it should have. */
public final class Patience implements Waiting {

    /** The real pauses with short deadlines. */
    public static final HttpSettings SHORT = new HttpSettings(
            Duration.ofSeconds(1),
            Duration.ofMillis(600),
            Duration.ofMillis(400),
            Duration.ofMillis(1500),
            1_000_000,
            ImmutableList.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2)),
            Duration.ofSeconds(10));

    private final List<Duration> rests = new CopyOnWriteArrayList<>();

    /** A transport that answers quickly whatever the server does. */
    public static HttpTransport transport() {
        return new HttpTransport(SHORT, new Patience());
    }

    /** A transport with the real limits, for servers that answer, on machines that may be busy. */
    public static HttpTransport patientTransport() {
        return new HttpTransport(HttpSettings.DEFAULT, new Patience());
    }

    @Override
    public void rest(Duration pause) {
        rests.add(pause);
    }

    @Override
    public double chance() {
        return 0.5;
    }

    public List<Duration> rests() {
        return rests;
    }
}
