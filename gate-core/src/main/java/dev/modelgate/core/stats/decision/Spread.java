package dev.modelgate.core.stats.decision;

import dev.modelgate.core.stats.HarmPower;
import dev.modelgate.core.stats.NonInferiorityPower;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How noisy a bucket is, in the two numbers that planning needs. A difference per case has variance psi - D^2; for
 * graded scores the mean square difference takes the part of psi, for different cases p1 q2 + p2 q1.
 *
 * @param discordance psi, in [0, 1]
 * @param cases as counted
 * @param effectiveCases independent cases worth as much: fewer where cases come in clusters
 */
record Spread(double discordance, double cases, double effectiveCases) {

    static Spread independent(double discordance, double cases) {
        return new Spread(discordance, cases, cases);
    }

    /** An observed share of disagreement, floored by one more event in two more cases: none seen is not none. */
    static double floored(double events, double cases) {
        return Math.min(1, Math.max(events / cases, (events + 1) / (cases + 2)));
    }

    Spread withDiscordance(double configured) {
        return new Spread(configured, cases, effectiveCases);
    }

    /** The smallest drop that a harm test at this alpha sees with the given power. */
    OptionalDouble detectable(double alpha, double power) {
        return new HarmPower(alpha, power).displayed(effectiveCases, discordance);
    }

    /** Cases that show an unchanged candidate to be within the tolerance; empty where none suffice. */
    OptionalLong needed(TestPlan plan, double tolerance) {
        OptionalDouble independent =
                new NonInferiorityPower(plan.alpha(), plan.power()).cases(discordance, 0, tolerance);
        return independent.isPresent()
                ? OptionalLong.of((long) Math.ceil(independent.getAsDouble() * cases / effectiveCases))
                : OptionalLong.empty();
    }

    /** The standard deviation of the observed difference if nothing changed. */
    double deviation() {
        return Math.sqrt(discordance / effectiveCases);
    }
}
