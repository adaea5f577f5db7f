package dev.modelgate.eval.run;

/** The run was cancelled on its way; says how far it came. */
public final class RunInterruptedException extends InterruptedException {

    private static final long serialVersionUID = 1L;

    RunInterruptedException(int done, int total) {
        super("interrupted after %d of %d cases; no report was written".formatted(done, total));
    }
}
