package dev.modelgate.core.stats;

/**
 * What pairing the same cases on both sides leaves to decide by.
 *
 * @param b cases only the candidate got right (won)
 * @param c cases only the baseline got right (lost: the regressions)
 * @param n all cases, those on which both agree included
 */
public record PairedCounts(long b, long c, long n) {

    public PairedCounts {
        Require.count("b", b);
        Require.count("c", c);
        Require.count("n", n);
        if (b > n || c > n - b) {
            throw new IllegalArgumentException("b + c is " + b + " + " + c
                    + ", but discordant cases are part of all n = " + n + " cases; count them again");
        }
    }

    /** {@code b + c}: the cases on which the two sides disagree. */
    public long discordant() {
        return b + c;
    }

    /** {@code (b - c) / n}: the change in accuracy; NaN at n = 0. */
    public double delta() {
        return (double) (b - c) / n;
    }

    /** {@code (b + c) / n}: the discordance psi; NaN at n = 0. */
    public double discordance() {
        return (double) discordant() / n;
    }

    /** The same cases with candidate and baseline exchanged. */
    public PairedCounts swapped() {
        return new PairedCounts(c, b, n);
    }

    /** The counts of both sets of cases together. */
    public PairedCounts plus(PairedCounts other) {
        return new PairedCounts(Math.addExact(b, other.b), Math.addExact(c, other.c), Math.addExact(n, other.n));
    }
}
