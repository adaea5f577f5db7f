/**
 * Where bundles are taken from, by how a user writes it: {@link dev.modelgate.registry.artifact.source.ArtifactSources}.
 * Apart from the sources themselves, so that they need not know each other.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.artifact.source;
