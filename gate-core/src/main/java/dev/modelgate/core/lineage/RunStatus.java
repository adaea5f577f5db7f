package dev.modelgate.core.lineage;

/** How far a run has come. Only a {@link #FINISHED} run has artifacts that will not change. */
public enum RunStatus {
    RUNNING,
    SCHEDULED,
    FINISHED,
    FAILED,
    KILLED,
    /** The tracker said something else; never to be taken for one of the others. */
    UNKNOWN;

    /** By the tracker's word; a word that is not known is {@link #UNKNOWN}. */
    public static RunStatus of(String word) {
        for (RunStatus status : values()) {
            if (status.name().equals(word)) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
