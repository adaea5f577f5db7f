package dev.modelgate.core.verdict;

/** What the gate says of a run. "Could not judge" is not among them: that is an exception, never a decision. */
public enum Decision {
    PASS,
    REFUSED,
    INCONCLUSIVE
}
