/**
 * Whose word counts: public keys, the trust in them, and what a verdict's signature turned out to be.
 * {@link dev.modelgate.core.trust.Trust} is what a registry keeps, {@link dev.modelgate.core.trust.Authenticity} the
 * outcome.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.trust;
