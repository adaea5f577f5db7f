package dev.modelgate.core.stats.decision;

/** The statistics that served a bucket, as recorded in a verdict. */
public enum Method {
    TANGO_MCNEMAR_MIDP("tango+mcnemar_midp"),
    TANGO_MCNEMAR_EXACT("tango+mcnemar_exact"),
    FRECHET_TANGO_MCNEMAR("frechet+tango+mcnemar"),
    FARRINGTON_MANNING("farrington_manning"),
    PAIRED_T("paired_t"),
    BCA("bca"),
    HOEFFDING("hoeffding"),
    CLUSTER_T("cluster_cr1_t"),
    CLUSTER_TANGO("tango_by_cluster"),
    CLUSTER_HOEFFDING("hoeffding_by_cluster"),
    /** No test applies: too few cases or clusters, no counts, or nothing to compare. */
    NONE("none");

    private final String label;

    Method(String label) {
        this.label = label;
    }

    /** The word in a verdict. */
    public String label() {
        return label;
    }
}
