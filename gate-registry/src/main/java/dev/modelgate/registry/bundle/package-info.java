/**
 * Bundles on disk: which files are the model, and the document that names it.
 * {@link dev.modelgate.registry.bundle.BundleReader} is the way in.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.bundle;
