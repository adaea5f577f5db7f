package dev.modelgate.registry.evaluate;

import dev.modelgate.eval.run.RunSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How much an evaluation puts up with, and what it may remember.
 *
 * @param maxErrors cases that may go without an answer
 * @param repeats how often each case is asked
 * @param longest that all cases together may take
 * @param cache directory with the answers of models that were evaluated before, each below its SHA
 * @param resume whether answers of an interrupted run to the same output are taken over
 */
public record Effort(int maxErrors, int repeats, Duration longest, Optional<Path> cache, boolean resume) {

    /** Every case answered, once, from nothing. */
    public static final Effort DEFAULT = new Effort(0, 1, RunSettings.LONGEST, Optional.empty(), false);

    public Effort allowingErrors(int limit) {
        return new Effort(limit, repeats, longest, cache, resume);
    }

    public Effort asking(int times) {
        return new Effort(maxErrors, times, longest, cache, resume);
    }

    public Effort within(Duration limit) {
        return new Effort(maxErrors, repeats, limit, cache, resume);
    }

    public Effort remembering(Path directory) {
        return new Effort(maxErrors, repeats, longest, Optional.of(directory), resume);
    }

    public Effort resuming() {
        return new Effort(maxErrors, repeats, longest, cache, true);
    }
}
