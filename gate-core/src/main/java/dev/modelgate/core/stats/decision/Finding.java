package dev.modelgate.core.stats.decision;

/** What was found, of one bucket or of the whole gate. Only {@link #PASS} is a pass. */
public enum Finding {
    PASS,
    FAIL,
    /** Neither shown; more cases would decide. */
    INCONCLUSIVE,
    /** No cases at all. Never a pass: dropping the cases of a hard bucket must not turn the gate green. */
    NO_DATA
}
