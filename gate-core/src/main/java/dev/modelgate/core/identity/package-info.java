/**
 * Who a model is: the canonical SHA over weights, configuration, files and parent.
 * {@link dev.modelgate.core.identity.BundleDocument} is what is hashed.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.identity;
