package dev.modelgate.core.policy.bucket;

import dev.modelgate.core.policy.Tolerance;
import java.util.Optional;

/**
 * What holds for some buckets instead of the rule's own words.
 *
 * @param buckets which ones
 * @param tolerance that they are held to; empty for the rule's
 * @param proofRequired whether they must be shown to hold; empty for the rule's
 */
public record BucketOverride(Glob buckets, Optional<Tolerance> tolerance, Optional<Boolean> proofRequired) {

    public BucketOverride {
        if (tolerance.isEmpty() && proofRequired.isEmpty()) {
            throw new IllegalArgumentException(
                    "the override of '%s' changes nothing, but a tolerance or a proof is required; drop it"
                            .formatted(buckets));
        }
    }

    /**
     * Reads a name or a pattern and what it may lose: {@code tense.past=1pp}, {@code tense.*=0.03}. The last equals
     * sign divides, for names may have their own.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static BucketOverride parse(String text) {
        int equals = text.lastIndexOf('=');
        if (equals <= 0) {
            throw new IllegalArgumentException(
                    "the tolerance of a bucket is '%s', but NAME=TOLERANCE is required, such as tense.past=1pp"
                            .formatted(text));
        }
        return new BucketOverride(
                Glob.of(text.substring(0, equals)),
                Optional.of(Tolerance.parse(text.substring(equals + 1))),
                Optional.empty());
    }
}
