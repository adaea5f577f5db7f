package dev.modelgate.eval.run;

import dev.modelgate.core.evidence.Bucket;
import java.util.Optional;

/** Hears how a run goes; called from the thread that runs it, after every batch that it wants to hear of. */
@FunctionalInterface
public interface Progress {

    /** Hears nothing. */
    Progress SILENT = new Progress() {
        @Override
        public boolean isListening() {
            return false;
        }

        @Override
        public void at(Standing standing) {
            // nobody listens
        }
    };

    /** Whether the next standing is wanted: one takes time to work out, and a run may have a thousand a second. */
    default boolean isListening() {
        return true;
    }

    void at(Standing standing);

    /**
     * Where a run stands.
     *
     * @param done cases answered or failed
     * @param total cases of the eval set
     * @param correct answers that count as correct
     * @param errors cases without an answer
     * @param worst the bucket of the lowest accuracy so far, the first by name among equals
     */
    record Standing(int done, int total, long correct, int errors, Optional<Bucket> worst) {}
}
