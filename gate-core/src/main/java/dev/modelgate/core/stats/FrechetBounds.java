package dev.modelgate.core.stats;

/**
 * What is still known of paired cases when only the totals of each side survive: the difference exactly, the
 * discordant cases within bounds.
 *
 * <p>Fréchet (1951): with S successes on each side of the same n cases, at most {@code min(S_cand, n - S_base)} were
 * won and at least {@code max(0, S_cand - S_base)}; lost = won - (S_cand - S_base).
 *
 * @param n cases, the same on both sides
 * @param gain {@code S_cand - S_base}
 * @param leastWon the fewest cases the candidate can have won
 * @param mostWon the most
 */
public record FrechetBounds(long n, long gain, long leastWon, long mostWon) {

    public FrechetBounds {
        new PairedCounts(leastWon, leastWon - gain, n);
        new PairedCounts(mostWon, mostWon - gain, n);
        if (leastWon > mostWon) {
            throw new IllegalArgumentException(
                    "least won is " + leastWon + ", but it must not be above most won, " + mostWon);
        }
    }

    /**
     * The bounds that two success counts on the same cases leave.
     *
     * @throws IllegalArgumentException if a count is negative or above n
     */
    public static FrechetBounds of(long n, long successesBase, long successesCand) {
        new Proportion(successesBase, n);
        new Proportion(successesCand, n);
        long gain = successesCand - successesBase;
        return new FrechetBounds(n, gain, Math.max(0, gain), Math.min(successesCand, n - successesBase));
    }

    /** The pairing under which both sides disagree least. */
    public PairedCounts fewestDiscordant() {
        return new PairedCounts(leastWon, leastWon - gain, n);
    }

    /** The pairing under which both sides disagree most. */
    public PairedCounts mostDiscordant() {
        return new PairedCounts(mostWon, mostWon - gain, n);
    }

    /** Both sets of cases together; tighter than bounds from the added totals. */
    public FrechetBounds plus(FrechetBounds other) {
        return new FrechetBounds(
                Math.addExact(n, other.n),
                Math.addExact(gain, other.gain),
                Math.addExact(leastWon, other.leastWon),
                Math.addExact(mostWon, other.mostWon));
    }
}
