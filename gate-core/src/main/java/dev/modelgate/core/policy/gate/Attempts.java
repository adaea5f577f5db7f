package dev.modelgate.core.policy.gate;

/** What becomes of candidate after candidate on the same cases: sooner or later one passes by chance. */
public enum Attempts {
    /** The verdict says which attempt it is. */
    REPORT,
    /** Each attempt has less of alpha than the one before; all together have no more than one would. */
    SPEND
}
