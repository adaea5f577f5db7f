/**
 * The forms in which signatures travel: DSSE envelopes and Sigstore bundles, read without mercy.
 * {@link dev.modelgate.registry.sign.dsse.DsseEnvelope} holds what is signed; nothing here holds a key.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.sign.dsse;
