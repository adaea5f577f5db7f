package dev.modelgate.core.evidence;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact rational number in lowest terms. Every comparison that decides is made with these: in binary floating
 * point {@code 0.95 - 0.02} is not {@code 0.93}.
 *
 * @param numerator carries the sign
 * @param denominator always positive
 */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {

    /** Beyond this many decimals a literal is no measurement; the limit keeps exact arithmetic affordable. */
    public static final int MAX_SCALE = 1_000;

    public static final Fraction ZERO = of(0, 1);
    public static final Fraction ONE = of(1, 1);

    private static final BigInteger FIVE = BigInteger.valueOf(5);

    /** Reduces to lowest terms. */
    public Fraction {
        if (denominator.signum() == 0) {
            throw new IllegalArgumentException("a fraction has the denominator 0, but it must not");
        }
        BigInteger divisor = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            divisor = divisor.negate();
        }
        numerator = numerator.divide(divisor);
        denominator = denominator.divide(divisor);
    }

    public static Fraction of(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /**
     * The exact value of a decimal.
     *
     * @throws IllegalArgumentException for more than {@link #MAX_SCALE} decimals or digits before the point
     */
    public static Fraction of(BigDecimal decimal) {
        if (Math.abs((long) decimal.scale()) > MAX_SCALE) {
            throw new IllegalArgumentException(
                    "a decimal has the exponent %d, but at most %d digits on either side of the point are understood"
                            .formatted(-decimal.scale(), MAX_SCALE));
        }
        return decimal.scale() >= 0
                ? new Fraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
                : new Fraction(decimal.toBigIntegerExact(), BigInteger.ONE);
    }

    public Fraction minus(Fraction other) {
        return new Fraction(
                numerator.multiply(other.denominator).subtract(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    public Fraction plus(Fraction other) {
        return minus(other.negated());
    }

    public Fraction times(Fraction other) {
        return new Fraction(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /** @throws IllegalArgumentException for a divisor of 0 */
    public Fraction dividedBy(Fraction divisor) {
        return new Fraction(numerator.multiply(divisor.denominator), denominator.multiply(divisor.numerator));
    }

    public Fraction negated() {
        return new Fraction(numerator.negate(), denominator);
    }

    public Fraction abs() {
        return numerator.signum() < 0 ? negated() : this;
    }

    public int signum() {
        return numerator.signum();
    }

    @Override
    public int compareTo(Fraction other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    /** The nearest double: for statistics and pictures, never for a decision. */
    public double toDouble() {
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), java.math.MathContext.DECIMAL64)
                .doubleValue();
    }

    /**
     * Rounded to so many decimals, for people.
     *
     * @param mode pick the mode that cannot contradict the verdict beside it
     */
    public BigDecimal rounded(int decimals, java.math.RoundingMode mode) {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), decimals, mode);
    }

    /** A plain decimal where one exists ({@code 0.93}, {@code 1}), else {@code -1/150}. */
    @Override
    public String toString() {
        if (!hasFiniteDecimal()) {
            return numerator + "/" + denominator;
        }
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator))
                .stripTrailingZeros()
                .toPlainString();
    }

    private boolean hasFiniteDecimal() {
        BigInteger rest = denominator.shiftRight(denominator.getLowestSetBit());
        while (rest.mod(FIVE).signum() == 0) {
            rest = rest.divide(FIVE);
        }
        return rest.equals(BigInteger.ONE);
    }
}
