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
}
