/**
 * The rule that every suite is held to, bucket by bucket: tolerance, overrides, mode and statistics.
 * {@link dev.modelgate.core.policy.bucket.BucketRule} is what a policy says, its finding what it came to.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.policy.bucket;
