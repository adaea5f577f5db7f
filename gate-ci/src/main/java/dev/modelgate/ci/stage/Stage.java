package dev.modelgate.ci.stage;

import java.util.Locale;

/** What a deployment in CI goes through, in this order: cheap before dear. */
public enum Stage {
    /** Who asks for what, and whether the change touches its own gate. */
    REQUEST,
    /** The eval set, and whether it is the baseline's. */
    DATA,
    /** The model's bytes. */
    FETCH,
    /** The model's answers. */
    EVAL,
    /** The verdict. */
    JUDGE,
    /** The registry. */
    PROMOTE;

    /** As the command line names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
