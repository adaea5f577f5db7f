/**
 * Where bundles' bytes are kept, and how a copy is proven to be the model it is filed under.
 * {@link dev.modelgate.registry.artifact.DirectoryArtifactStore} is the default, which needs no server.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.artifact;
