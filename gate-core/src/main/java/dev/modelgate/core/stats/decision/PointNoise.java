package dev.modelgate.core.stats.decision;

import dev.modelgate.core.evidence.Fraction;
import dev.modelgate.core.stats.DiscordantSplit;
import dev.modelgate.core.stats.Normal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much of the point rule's verdict is chance: how often a bucket would flip on fresh cases, and how often the
 * whole rule would refuse a candidate that is exactly as good as the baseline.
 */
public final class PointNoise {

    private PointNoise() {}

    /** How often the point rule would say the opposite of this bucket on fresh cases; empty where nobody counted. */
    public static OptionalDouble flip(BucketQuestion question, TestPlan plan) {
        return flip(question, Spreads.of(question.data(), plan));
    }

    /** {@code P(N(delta, psi/n) lies on the other side of -tolerance)}; empty where the spread is unknown. */
    static OptionalDouble flip(BucketQuestion question, Optional<Spread> spread) {
        if (spread.isEmpty() || question.data().delta().isEmpty()) {
            return OptionalDouble.empty();
        }
        double distance =
                question.data().delta().get().plus(question.tolerance()).toDouble();
        double deviation = spread.get().deviation();
        return OptionalDouble.of(Normal.above(Math.abs(distance) / deviation));
    }

    /**
     * The probability that the point rule refuses at least one of these buckets although nothing changed. Paired
     * buckets share one discordance, estimated over all of them: 20 cases alone hardly know theirs. Empty if the
     * spread of no bucket is known.
     */
    public static OptionalDouble falseRefusal(List<BucketQuestion> questions, TestPlan plan) {
        OptionalDouble shared = sharedDiscordance(questions, plan);
        double passes = 1;
        boolean known = false;
        for (BucketQuestion question : questions) {
            OptionalDouble refused = refusedUnchanged(question, plan, shared);
            known |= refused.isPresent();
            passes *= 1 - refused.orElse(0);
        }
        return known ? OptionalDouble.of(1 - passes) : OptionalDouble.empty();
    }

    private static OptionalDouble sharedDiscordance(List<BucketQuestion> questions, TestPlan plan) {
        double discordant = 0;
        double cases = 0;
        for (BucketQuestion question : questions) {
            if (question.data() instanceof BucketData.Paired paired) {
                discordant += paired.counts().discordant();
                cases += paired.counts().n();
            }
        }
        if (plan.discordance().isPresent() || cases == 0) {
            return plan.discordance();
        }
        return OptionalDouble.of(Spread.floored(discordant, cases));
    }

    private static OptionalDouble refusedUnchanged(BucketQuestion question, TestPlan plan, OptionalDouble shared) {
        if (question.data() instanceof BucketData.Paired paired) {
            return paired.cases() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(refused(paired.cases(), shared.orElseThrow(), question.tolerance()));
        }
        Optional<Spread> spread = Spreads.of(question.data(), plan);
        return spread.isPresent()
                ? OptionalDouble.of(Normal.above(
                        question.tolerance().toDouble() / spread.get().deviation()))
                : OptionalDouble.empty();
    }

    /** {@code P(b - c < -tolerance n)} for n paired cases of which a share psi disagrees, either way as likely. */
    static double refused(long cases, double discordance, Fraction tolerance) {
        Fraction allowed = tolerance.times(Fraction.of(cases, 1));
        long allowance = allowed.numerator().divide(allowed.denominator()).longValueExact();
        return new DiscordantSplit(cases, discordance).lostOnBalanceAbove(allowance);
    }
}
