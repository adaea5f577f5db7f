package dev.modelgate.core.stats;

import java.util.OptionalDouble;

/**
 * How many paired cases show that the candidate is not worse by the margin: planning for {@link Tango}.
 *
 * <p>Nam (1997), Biometrics 53:1422; Lu and Bean (1995), Statistics in Medicine 14:1831.
 *
 * @param alpha one-sided error rate
 * @param power the probability to show it, such as 0.8
 */
public record NonInferiorityPower(double alpha, double power) {

    public NonInferiorityPower {
        Require.level("alpha", alpha);
        Require.level("power", power);
    }

    /**
     * {@code (z_a + z_b)^2 (psi - d^2) / (d + margin)^2} cases at a true difference d, candidate minus baseline. Empty
     * where the truth lies at or beyond the margin (no number suffices) or psi &lt; d^2 (no such truth).
     *
     * @param psi share of discordant cases
     * @param trueDelta in [-1, 1]
     * @param margin in [0, 1]
     */
    public OptionalDouble cases(double psi, double trueDelta, double margin) {
        Require.probability("psi", psi);
        Require.probability("margin", margin);
        if (!(trueDelta >= -1 && trueDelta <= 1)) {
            throw new IllegalArgumentException("true_delta is " + trueDelta + ", but it must lie in [-1, 1]");
        }
        double distance = trueDelta + margin;
        double variance = psi - trueDelta * trueDelta;
        if (distance <= 0 || variance < 0) {
            return OptionalDouble.empty();
        }
        double z = StandardNormal.upperQuantile(alpha) - StandardNormal.upperQuantile(power);
        return OptionalDouble.of(z * z * variance / (distance * distance));
    }
}
