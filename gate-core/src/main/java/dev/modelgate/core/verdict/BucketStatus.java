package dev.modelgate.core.verdict;

/** The word for one bucket in a verdict. Only {@link #PASS} and {@link #NEW} do not speak against promotion. */
public enum BucketStatus {
    PASS,
    FAIL,
    MISSING,
    NEW,
    INCONCLUSIVE,
    NO_DATA
}
