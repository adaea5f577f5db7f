package dev.modelgate.core.stats;

import java.util.Optional;

/**
 * Non-inferiority from totals on the same cases, judged under every pairing they allow.
 *
 * <p>{@link FrechetBounds} with {@link Tango} at both ends.
 */
public final class AggregateRule {

    private AggregateRule() {}

    /** Whether the unknown pairing matters. */
    public enum Robust {
        /** Non-inferior also under the worst pairing. */
        PASS,
        /** Not shown even under the best pairing. */
        NOT_PASS,
        /** It depends: supply results per case. */
        DEPENDS
    }

    /**
     * The judgement.
     *
     * @param delta candidate minus baseline, a share
     * @param fewest discordant cases at least
     * @param most discordant cases at most
     * @param lowerBest lower Tango limit with the fewest discordant cases
     * @param lowerWorst lower Tango limit with the most
     * @param robust what follows for the margin
     */
    public record Result(double delta, long fewest, long most, double lowerBest, double lowerWorst, Robust robust) {}

    /**
     * Judges at one-sided {@code alpha}, against a margin (a share in [0, 1]). Empty at n = 0.
     *
     * @throws IllegalArgumentException unless {@code 0 < alpha < 0.5} and the margin lies in [0, 1]
     */
    public static Optional<Result> judge(FrechetBounds bounds, double margin, double alpha) {
        Require.probability("margin", margin);
        Confidence confidence = Confidence.ofOneSided(alpha);
        return Tango.interval(bounds.fewestDiscordant(), confidence)
                .flatMap(best -> Tango.interval(bounds.mostDiscordant(), confidence)
                        .map(worst -> result(bounds, best, worst, margin)));
    }

    private static Result result(FrechetBounds bounds, Estimate best, Estimate worst, double margin) {
        return new Result(
                best.value(),
                bounds.fewestDiscordant().discordant(),
                bounds.mostDiscordant().discordant(),
                best.lower(),
                worst.lower(),
                robust(best.lower(), worst.lower(), margin));
    }

    private static Robust robust(double lowerBest, double lowerWorst, double margin) {
        if (lowerWorst >= -margin) {
            return Robust.PASS;
        }
        return lowerBest < -margin ? Robust.NOT_PASS : Robust.DEPENDS;
    }
}
