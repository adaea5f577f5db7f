/**
 * What must hold for a candidate to pass.
 * {@link dev.modelgate.core.policy.Tolerance} and the reason codes of a refusal.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.policy;
