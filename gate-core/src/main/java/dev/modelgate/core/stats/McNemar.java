package dev.modelgate.core.stats;

/**
 * Whether the cases that changed sides changed evenly. Conditional on b + c discordant cases, the lost ones are
 * binomial with probability one half when neither side is better.
 *
 * <p>McNemar (1947), Psychometrika 12:153; the mid-p variants: Lancaster (1961), JASA 56:223, and Fagerland, Lydersen
 * and Laake (2013), BMC Medical Research Methodology 13:91. All p-values lie in [0, 1] and are 1 without discordant
 * cases, by convention of this gate (the raw mid-p formula would give 0.5).
 */
public enum McNemar {
    /** Never above its level, at the price of power. */
    EXACT {
        @Override
        double countedTie(double atLeast, double tie) {
            return atLeast;
        }
    },
    /** Counts half of the observed outcome: close to its level, more powerful. */
    MID_P {
        @Override
        double countedTie(double atLeast, double tie) {
            return atLeast - tie / 2;
        }
    };

    abstract double countedTie(double atLeast, double tie);

    /** The one-sided p-value of harm: {@code P(X >= c)} for X ~ Bin(b + c, 1/2), the tie halved for mid-p. */
    public double harm(PairedCounts counts) {
        if (counts.discordant() == 0) {
            return 1;
        }
        HalfBinomial lost = new HalfBinomial(counts.discordant());
        return countedTie(lost.atLeast(counts.c()), lost.probability(counts.c()));
    }

    /** The two-sided p-value: twice the smaller tail, at most 1; mid-p subtracts the tie (half of it at b = c). */
    public double twoSided(PairedCounts counts) {
        if (counts.discordant() == 0) {
            return 1;
        }
        HalfBinomial lost = new HalfBinomial(counts.discordant());
        long larger = Math.max(counts.b(), counts.c());
        double tie = lost.probability(larger);
        return counts.b() == counts.c() ? countedTie(1, tie) : Math.min(1, 2 * countedTie(lost.atLeast(larger), tie));
    }
}
