/**
 * Signed verdicts: Ed25519 by the JDK, in-toto statements in DSSE envelopes and Sigstore bundles, the registry's trust.
 * {@link dev.modelgate.registry.sign.SignedVerdict} writes them, {@link dev.modelgate.registry.sign.VerdictFile} reads.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.sign;
