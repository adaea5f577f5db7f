package dev.modelgate.core.policy.gate;

import dev.modelgate.core.policy.bucket.BucketRule;
import java.util.Optional;

/**
 * A further suite of the policy.
 *
 * @param name by which its report is handed in
 * @param baseline path of its committed baseline in the project
 * @param rule that its buckets are held to; empty where only checks look at it
 */
public record Suite(String name, String baseline, Optional<BucketRule> rule) {}
