package dev.modelgate.core.stats;

import java.util.Locale;

/** The customary reading of a PSI: Lewis (1994), Siddiqi (2006). It ignores n; see {@link PsiNull}. */
public enum PsiLevel {
    /** Below 0.1. */
    STABLE,
    /** From 0.1 to below 0.25. */
    MODERATE,
    /** 0.25 and more. */
    MAJOR;

    public static PsiLevel of(double psi) {
        if (psi < 0.1) {
            return STABLE;
        }
        return psi < 0.25 ? MODERATE : MAJOR;
    }

    /** The word as printed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
