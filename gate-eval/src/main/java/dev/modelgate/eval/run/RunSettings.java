package dev.modelgate.eval.run;

import java.util.Optional;

/**
 * What a run states of itself, and what it puts up with.
 *
 * @param modelSha canonical SHA of the bundle that is judged; absent where none is named
 * @param suite the name that baseline and candidate must share
 * @param maxErrors cases that may go without an answer before the run is invalid
 */
public record RunSettings(Optional<String> modelSha, Optional<String> suite, int maxErrors) {

    /** No bundle, no suite, and every case must be answered. */
    public static final RunSettings DEFAULT = new RunSettings(Optional.empty(), Optional.empty(), 0);

    public RunSettings {
        if (maxErrors < 0) {
            throw new IllegalArgumentException(
                    "the limit of errors is %d, but it must be at least 0".formatted(maxErrors));
        }
    }

    public RunSettings ofModel(String canonicalSha) {
        return new RunSettings(Optional.of(canonicalSha), suite, maxErrors);
    }

    public RunSettings ofSuite(String name) {
        return new RunSettings(modelSha, Optional.of(name), maxErrors);
    }

    public RunSettings allowingErrors(int limit) {
        return new RunSettings(modelSha, suite, limit);
    }
}
