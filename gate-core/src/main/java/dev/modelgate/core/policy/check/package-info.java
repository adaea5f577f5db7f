/**
 * What a policy can check besides the buckets, a class a check.
 * {@link dev.modelgate.core.policy.check.Check} is what they share, its outcome what they say.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.policy.check;
