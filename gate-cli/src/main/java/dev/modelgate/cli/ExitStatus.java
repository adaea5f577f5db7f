package dev.modelgate.cli;

/** What a script sees. "No" and "could not judge" are different answers and never share a number. */
public enum ExitStatus {
    /** Passed, or done. */
    DONE(0),
    /** Could not judge, or could not finish: nothing was promoted or changed. */
    COULD_NOT_JUDGE(1),
    /** Judged, and the answer is no. */
    REFUSED(2),
    /** The command line is wrong. */
    USAGE(64);

    private final int number;

    ExitStatus(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
