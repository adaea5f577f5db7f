package dev.modelgate.core.policy.check;

import dev.modelgate.core.evidence.Fraction;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A floor, a ceiling, or both; each holds at the limit itself.
 *
 * @param atLeast the floor
 * @param atMost the ceiling
 */
public record Limits(Optional<Fraction> atLeast, Optional<Fraction> atMost) {

    /** As {@link #toString} says it. */
    private static final Pattern FLOOR = Pattern.compile("at least (\\d{1,30}(?:\\.\\d{1,30})?)(?:/([1-9]\\d{0,29}))?");

    public Limits {
        if (atLeast.isEmpty() && atMost.isEmpty()) {
            throw new IllegalArgumentException("there is no limit, but 'at_least' or 'at_most' is required");
        }
        if (atLeast.isPresent() && atMost.isPresent() && atLeast.get().compareTo(atMost.get()) > 0) {
            throw new IllegalArgumentException("'at_least' is %s and 'at_most' is %s, but no number is both; swap them"
                    .formatted(atLeast.get(), atMost.get()));
        }
    }

    public static Limits atMost(Fraction ceiling) {
        return new Limits(Optional.empty(), Optional.of(ceiling));
    }

    public static Limits atLeast(Fraction floor) {
        return new Limits(Optional.of(floor), Optional.empty());
    }

    /** The floor alone, from the words for it; empty for any other words. */
    public static Optional<Fraction> floorOf(String words) {
        Matcher matcher = FLOOR.matcher(words);
        return matcher.matches()
                ? Optional.of(Fraction.of(new BigDecimal(matcher.group(1)))
                        .dividedBy(Fraction.of(new BigDecimal(
                                Optional.ofNullable(matcher.group(2)).orElse("1")))))
                : Optional.empty();
    }

    boolean hold(Fraction found) {
        return atLeast.map(floor -> found.compareTo(floor) >= 0).orElse(true)
                && atMost.map(ceiling -> found.compareTo(ceiling) <= 0).orElse(true);
    }

    /** For messages: {@code at least 0.95}, {@code from 0.8 to 1.2}. */
    @Override
    public String toString() {
        if (atLeast.isPresent() && atMost.isPresent()) {
            return "from %s to %s".formatted(atLeast.get(), atMost.get());
        }
        return atLeast.map(floor -> "at least " + floor).orElseGet(() -> "at most " + atMost.orElseThrow());
    }
}
