/**
 * Whose verdicts count in a registry, and how that changes: only by a key that counted before.
 * {@link dev.modelgate.registry.trust.TrustEdit} is the use case.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.trust;
