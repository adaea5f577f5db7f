/**
 * The {@code policy:} part of {@code gate.yaml}: held to its schema, with all errors at once, and read into the core's
 * policy.
 * {@link dev.modelgate.eval.policy.PolicyReader} is the way in.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.policy;
