package dev.modelgate.core.policy;

/** What must stand behind the numbers of a baseline before a candidate may be promoted on them. */
public enum EvidenceDemand {
    /** Every bucket of the baseline says how many cases it rests on: a bare number could be anybody's. */
    COUNTED,
    /** Bare numbers will do. What the baseline shows beyond them the candidate must show all the same. */
    NUMBERS
}
