package dev.modelgate.core.evidence;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One slice of an evaluation set and how the model did on it.
 *
 * @param name as written in the report; comes from outside and is escaped wherever it is printed
 * @param accuracy in [0, 1]; exactly {@code correct/n} where both are known
 * @param n cases in the bucket, at least 1, where known
 * @param correct cases answered correctly, in [0, n], where known
 */
public record Bucket(String name, Fraction accuracy, OptionalLong n, OptionalLong correct) {

    /** The bucket that {@code gate eval} adds over all cases. */
    public static final String AGGREGATE = "aggregate";

    public Bucket {
        if (accuracy.signum() < 0 || accuracy.compareTo(Fraction.ONE) > 0) {
            throw new IllegalArgumentException(
                    "bucket '%s' has the accuracy %s, but it must lie in [0, 1]".formatted(name, accuracy));
        }
        if (n.isPresent() && n.getAsLong() < 1) {
            throw new IllegalArgumentException(
                    "bucket '%s' has n = %d, but at least 1 is required; drop a bucket without cases"
                            .formatted(name, n.getAsLong()));
        }
        if (correct.isPresent() && !inRange(correct.getAsLong(), n)) {
            throw new IllegalArgumentException(
                    "bucket '%s' has correct = %d, but it must lie in [0, n]".formatted(name, correct.getAsLong()));
        }
    }

    public static Bucket ofCounts(String name, long correct, long n) {
        if (n < 1) {
            throw new IllegalArgumentException(
                    "bucket '%s' has n = %d, but at least 1 is required; drop a bucket without cases"
                            .formatted(name, n));
        }
        return new Bucket(name, Fraction.of(correct, n), OptionalLong.of(n), OptionalLong.of(correct));
    }

    public static Bucket ofAccuracy(String name, Fraction accuracy) {
        return new Bucket(name, accuracy, OptionalLong.empty(), OptionalLong.empty());
    }

    /** Both counts, where the report states both. */
    public Optional<Counts> counts() {
        return n.isPresent() && correct.isPresent()
                ? Optional.of(new Counts(correct.getAsLong(), n.getAsLong()))
                : Optional.empty();
    }

    /** Correct answers out of so many cases. */
    public record Counts(long correct, long n) {}

    private static boolean inRange(long correct, OptionalLong n) {
        return correct >= 0 && (n.isEmpty() || correct <= n.getAsLong());
    }
}
