/**
 * Bundles' bytes: where they are kept ({@link dev.modelgate.registry.artifact.DirectoryArtifactStore} and its remote kin), where
 * they are taken from ({@link dev.modelgate.registry.artifact.ArtifactSource}), and how a copy is proven to be the model it is filed under.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.artifact;
