package dev.modelgate.registry.http;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How pauses are made: the one place of this package with a clock's patience and chance, so that tests have neither. */
public interface Waiting {

    /** Sleeps, and spreads pauses at random. */
    Waiting REAL = new Waiting() {
        @Override
        public void rest(Duration pause) throws InterruptedException {
            Thread.sleep(pause.toMillis());
        }

        @Override
        public double chance() {
            return ThreadLocalRandom.current().nextDouble();
        }
    };

    /** Lets that time pass. */
    void rest(Duration pause) throws InterruptedException;

    /** A number from 0 to 1, 1 excluded: clients that failed together shall not come back together. */
    double chance();
}
