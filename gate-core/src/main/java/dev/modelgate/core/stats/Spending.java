package dev.modelgate.core.stats;

/** How much of alpha may be spent by the time a share t of the information is in. */
public enum Spending {
    /** Hardly any early: {@code 2 - 2 Phi(z_(1-alpha/2) / sqrt t)}; Lan and DeMets (1983), Biometrika 70:659. */
    O_BRIEN_FLEMING {
        @Override
        double cumulative(double fraction, double alpha) {
            return 2 * StandardNormal.survival(StandardNormal.upperQuantile(alpha / 2) / Math.sqrt(fraction));
        }
    },
    /** Nearly evenly: {@code alpha ln(1 + (e - 1) t)}; Lan and DeMets (1983). */
    POCOCK {
        @Override
        double cumulative(double fraction, double alpha) {
            return alpha * Math.log1p((Math.E - 1) * fraction);
        }
    };

    /** Alpha spent at an information fraction in (0, 1]. */
    abstract double cumulative(double fraction, double alpha);
}
