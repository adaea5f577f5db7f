package dev.modelgate.core.stats.decision;

/** Who carries the burden of proof. */
public enum Mode {
    /** Nobody: the exact rule on what was observed. No error probability is controlled. */
    POINT,
    /** The candidate: every bucket must be shown not to be worse by the tolerance. Berger (1982): no adjustment. */
    NONINFERIORITY,
    /** The gate: it refuses what is beyond the tolerance and shown to be worse. Holm over the family. */
    HARM,
    /** Both: refuse what is shown to be worse, pass what is shown not to be, and say where neither is shown. */
    EVIDENCE
}
