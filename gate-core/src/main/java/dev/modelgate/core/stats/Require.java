package dev.modelgate.core.stats;

/** The checks on input that every method shares; each failure says what was found and what is required. */
final class Require {

    /** Up to here a double holds every whole number, and sums of a few counts fit a long. */
    private static final long LARGEST_COUNT = 1L << 53;

    private Require() {}

    /** A count: zero or more, up to 2^53. */
    static long count(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is " + value + ", but a count must be 0 or more");
        }
        if (value > LARGEST_COUNT) {
            throw new IllegalArgumentException(name + " is " + value + ", but counts go up to " + LARGEST_COUNT);
        }
        return value;
    }

    /** A count that fits where a distribution asks for an {@code int}. */
    static int intCount(String name, long value) {
        if (count(name, value) >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", but this method takes counts below " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    static int positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", but it must be 1 or more");
        }
        return value;
    }

    /** A number that is neither NaN nor infinite. */
    static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + ", but a finite number is required");
        }
        return value;
    }

    static double notNegative(String name, double value) {
        if (finite(name, value) < 0) {
            throw new IllegalArgumentException(name + " is " + value + ", but it must be 0 or more");
        }
        return value;
    }

    /** A probability, both ends included. */
    static double probability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", but it must lie in [0, 1]");
        }
        return value;
    }

    /** A level such as alpha or power: strictly between 0 and 1. */
    static double level(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", but it must lie strictly between 0 and 1");
        }
        return value;
    }

    static void sameLength(String first, int firstLength, String second, int secondLength) {
        if (firstLength != secondLength) {
            throw new IllegalArgumentException(first + " has " + firstLength + " entries and " + second + " has "
                    + secondLength + ", but they pair up one to one; give both the same length");
        }
    }
}
