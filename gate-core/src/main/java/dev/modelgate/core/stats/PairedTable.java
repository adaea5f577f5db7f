package dev.modelgate.core.stats;

import java.math.BigInteger;

/**
 * The full two-by-two table of paired cases.
 *
 * @param a both right
 * @param b only the candidate right
 * @param c only the baseline right (a regression)
 * @param d both wrong
 */
public record PairedTable(long a, long b, long c, long d) {

    public PairedTable {
        Require.count("a", a);
        Require.count("b", b);
        Require.count("c", c);
        Require.count("d", d);
    }

    public long n() {
        return a + b + c + d;
    }

    public PairedCounts counts() {
        return new PairedCounts(b, c, n());
    }

    public Proportion candidate() {
        return new Proportion(a + b, n());
    }

    public Proportion baseline() {
        return new Proportion(a + c, n());
    }

    /** {@code ad - bc}, rounded once. */
    double determinant() {
        return BigInteger.valueOf(a)
                .multiply(BigInteger.valueOf(d))
                .subtract(BigInteger.valueOf(b).multiply(BigInteger.valueOf(c)))
                .doubleValue();
    }
}
