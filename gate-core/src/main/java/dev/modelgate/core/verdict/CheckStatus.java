package dev.modelgate.core.verdict;

/** What one check found. Only {@link #PASS} is a pass. */
public enum CheckStatus {
    PASS,
    FAIL,
    /** Measured, but the cases do not decide it. */
    INCONCLUSIVE,
    /** The number it asks for is absent. Not measured is never passed. */
    NOT_MEASURED
}
