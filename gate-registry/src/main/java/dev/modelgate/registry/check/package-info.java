/**
 * Judging a candidate by the policy, from files, without writing anything.
 * {@link dev.modelgate.registry.check.PolicyCheck} is the use case; what decides is in the core.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.check;
