package dev.modelgate.core.stats.decision;

/** What becomes of a run whose evidence shows neither. */
public enum OnInconclusive {
    REFUSE,
    /** Let it through; the decision stays inconclusive. Without any data at all nothing is let through. */
    ALLOW,
    /** The point rule decides. */
    POINT
}
