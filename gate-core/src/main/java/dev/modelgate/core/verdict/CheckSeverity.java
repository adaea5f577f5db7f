package dev.modelgate.core.verdict;

/** How much a check weighs. The policy says so, never the candidate. */
public enum CheckSeverity {
    /** What is not shown to hold refuses the candidate. */
    CRITICAL,
    /** What is not shown to hold leaves the verdict inconclusive; what that means, the policy decides. */
    SUPPORTING,
    /** Is told, and decides nothing. */
    ADVISORY
}
