package dev.modelgate.core.stats;

import java.util.OptionalDouble;

/**
 * How many paired cases show a drop, and which drop a number of cases can show: planning for {@link McNemar}.
 *
 * <p>Connor (1987), Biometrics 43:207; Miettinen (1968), Biometrics 24:339. Psi is the share of discordant cases.
 * Under Holm over m buckets use alpha/m, its first step.
 *
 * @param alpha one-sided error rate
 * @param power the probability to detect, such as 0.8
 */
public record HarmPower(double alpha, double power) {

    public HarmPower {
        Require.level("alpha", alpha);
        Require.level("power", power);
    }

    private double zAlpha() {
        return StandardNormal.upperQuantile(alpha);
    }

    private double zPower() {
        return -StandardNormal.upperQuantile(power);
    }

    /**
     * Cases needed to detect a true difference of {@code delta} (its sign does not matter):
     * {@code (z_a sqrt(psi) + z_b sqrt(psi - delta^2))^2 / delta^2}. Empty where no number suffices (delta = 0) or
     * the radicand is negative.
     */
    public OptionalDouble cases(double psi, double delta) {
        Require.probability("psi", psi);
        Require.finite("delta", delta);
        double radicand = psi - delta * delta;
        if (delta == 0 || radicand < 0) {
            return OptionalDouble.empty();
        }
        double root = (zAlpha() * Math.sqrt(psi) + zPower() * Math.sqrt(radicand)) / delta;
        return OptionalDouble.of(root * root);
    }

    /**
     * The smallest drop that {@code n} cases detect, a share:
     * {@code sqrt(psi) (z_a sqrt(n) + z_b sqrt(n - z_a^2 + z_b^2)) / (n + z_b^2)}. Empty where it would exceed psi,
     * which no difference can, or the radicand is negative.
     */
    public OptionalDouble detectable(double n, double psi) {
        Require.notNegative("n", n);
        Require.probability("psi", psi);
        double zAlpha = zAlpha();
        double zPower = zPower();
        double radicand = n - zAlpha * zAlpha + zPower * zPower;
        if (radicand < 0) {
            return OptionalDouble.empty();
        }
        double delta = Math.sqrt(psi) * (zAlpha * Math.sqrt(n) + zPower * Math.sqrt(radicand)) / (n + zPower * zPower);
        return delta > psi ? OptionalDouble.empty() : OptionalDouble.of(delta);
    }

    /**
     * What to tell a reader: {@link #detectable}, and where that is impossible the drop that would show if every
     * discordant case were lost, the root of {@code n = (z_a + z_b sqrt(1 - D))^2 / D}. Empty where even a drop of
     * everything would not show.
     */
    public OptionalDouble displayed(double n, double psi) {
        OptionalDouble detectable = detectable(n, psi);
        return detectable.isPresent() ? detectable : allLost(n);
    }

    private OptionalDouble allLost(double n) {
        double zAlpha = zAlpha();
        double zPower = zPower();
        if (n < zAlpha * zAlpha) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Root.ofFalling(
                drop -> {
                    double root = zAlpha + zPower * Math.sqrt(1 - drop);
                    return root * root / drop - n;
                },
                0,
                1));
    }
}
