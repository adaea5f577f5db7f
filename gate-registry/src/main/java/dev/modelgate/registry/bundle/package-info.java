/**
 * From a directory of model files to the document that is its identity, in constant memory and on all cores.
 * {@link dev.modelgate.registry.bundle.BundleReader} is the way in, {@link dev.modelgate.registry.bundle.BundleTensors} lists weights.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.bundle;
