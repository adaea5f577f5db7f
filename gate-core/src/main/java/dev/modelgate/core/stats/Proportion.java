package dev.modelgate.core.stats;

/**
 * Successes among trials.
 *
 * @param successes between 0 and {@code trials}
 * @param trials 0 or more; a share exists only above 0
 */
public record Proportion(long successes, long trials) {

    public Proportion {
        Require.count("x", successes);
        Require.count("n", trials);
        if (successes > trials) {
            throw new IllegalArgumentException("x is " + successes + ", but there were only n = " + trials + " trials");
        }
    }

    /** {@code x / n}; NaN at n = 0, so callers test {@link #isEmpty()} first. */
    double share() {
        return (double) successes / trials;
    }

    public boolean isEmpty() {
        return trials == 0;
    }

    public long failures() {
        return trials - successes;
    }
}
