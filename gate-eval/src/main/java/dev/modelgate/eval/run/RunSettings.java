package dev.modelgate.eval.run;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run states of itself, and what it puts up with.
 *
 * @param modelSha canonical SHA of the bundle that is judged; absent where none is named
 * @param suite the name that baseline and candidate must share
 * @param maxErrors cases that may go without an answer before the run is invalid
 * @param repeats how often each case is asked; the first answer counts, the others tell how stable it is
 * @param longest that all cases together may take
 * @param prices by which the report states a cost
 * @param artifactBytes how large the bundle's content is; absent where none is named
 */
public record RunSettings(
        Optional<String> modelSha,
        Optional<String> suite,
        int maxErrors,
        int repeats,
        Duration longest,
        Optional<Prices> prices,
        Optional<BigInteger> artifactBytes) {

    /** Long enough for any set, and still a bound. */
    public static final Duration LONGEST = Duration.ofDays(7);

    /** No bundle, no suite, and every case must be answered, once. */
    public static final RunSettings DEFAULT =
            new RunSettings(Optional.empty(), Optional.empty(), 0, 1, LONGEST, Optional.empty(), Optional.empty());

    public RunSettings {
        if (maxErrors < 0) {
            throw new IllegalArgumentException(
                    "the limit of errors is %d, but it must be at least 0".formatted(maxErrors));
        }
        if (repeats < 1) {
            throw new IllegalArgumentException("each case is asked %d times, but at least 1".formatted(repeats));
        }
        if (longest.isNegative() || longest.isZero() || longest.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the run may take %s, but more than nothing and at most %s is required"
                    .formatted(longest, LONGEST));
        }
    }

    public RunSettings ofModel(String canonicalSha) {
        return new RunSettings(Optional.of(canonicalSha), suite, maxErrors, repeats, longest, prices, artifactBytes);
    }

    public RunSettings sized(BigInteger bytes) {
        return new RunSettings(modelSha, suite, maxErrors, repeats, longest, prices, Optional.of(bytes));
    }

    public RunSettings ofSuite(String name) {
        return new RunSettings(modelSha, Optional.of(name), maxErrors, repeats, longest, prices, artifactBytes);
    }

    public RunSettings allowingErrors(int limit) {
        return new RunSettings(modelSha, suite, limit, repeats, longest, prices, artifactBytes);
    }

    public RunSettings asking(int times) {
        return new RunSettings(modelSha, suite, maxErrors, times, longest, prices, artifactBytes);
    }

    public RunSettings within(Duration limit) {
        return new RunSettings(modelSha, suite, maxErrors, repeats, limit, prices, artifactBytes);
    }

    public RunSettings priced(Prices known) {
        return new RunSettings(modelSha, suite, maxErrors, repeats, longest, Optional.of(known), artifactBytes);
    }
}
