package dev.modelgate.core.stats;

import java.util.function.DoubleUnaryOperator;

/**
 * The zero of a function that falls from positive to negative.
 *
 * <p>Chandrupatla (1997), Advances in Engineering Software 28:145: inverse quadratic steps where they are safe,
 * halving elsewhere. The function may be infinite at either end of the bracket.
 */
final class Root {

    private static final int MOST_STEPS = 200;
    private static final double RELATIVE = Math.ulp(1.0);
    private static final double ABSOLUTE = 1e-18;

    private Root() {}

    /** The root between {@code low}, where the function is above 0, and {@code high}, where it is below. */
    static double ofFalling(DoubleUnaryOperator function, double low, double high) {
        double b = low;
        double fb = function.applyAsDouble(low);
        double a = high;
        double fa = function.applyAsDouble(high);
        if (fb <= 0) {
            return low;
        }
        if (fa >= 0) {
            return high;
        }
        double c = a;
        double fc = fa;
        double step = 0.5;
        double best = low;
        for (int i = 0; i < MOST_STEPS; i++) {
            double x = a + step * (b - a);
            double fx = function.applyAsDouble(x);
            if (Math.signum(fx) == Math.signum(fa)) {
                c = a;
                fc = fa;
            } else {
                c = b;
                fc = fb;
                b = a;
                fb = fa;
            }
            a = x;
            fa = fx;
            best = Math.abs(fa) < Math.abs(fb) ? a : b;
            double margin = (2 * RELATIVE * Math.abs(best) + ABSOLUTE) / Math.abs(b - a);
            if (margin > 0.5 || fa == 0 || fb == 0) {
                return best;
            }
            step = Math.min(1 - margin, Math.max(margin, nextStep(a, fa, b, fb, c, fc)));
        }
        return best;
    }

    /** Where between a and b to look next: by inverse quadratic interpolation if it can be trusted. */
    private static double nextStep(double a, double fa, double b, double fb, double c, double fc) {
        double xi = (a - b) / (c - b);
        double phi = (fa - fb) / (fc - fb);
        boolean trusted = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
        if (!trusted) {
            return 0.5;
        }
        double step = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb);
        return Double.isFinite(step) ? step : 0.5;
    }
}
