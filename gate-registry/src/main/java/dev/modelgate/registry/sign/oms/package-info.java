/**
 * OpenSSF Model Signing: every file of a bundle under one ECDSA signature, as the tool {@code model_signing} makes it.
 * {@link dev.modelgate.registry.sign.oms.BundleSignature} signs and checks.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.sign.oms;
