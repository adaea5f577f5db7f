/**
 * Where bundles are taken from ({@link dev.modelgate.registry.artifact.source.ArtifactSources}) and kept
 * ({@link dev.modelgate.registry.artifact.source.ArtifactStores}), by how a user writes it; the adapters need not know each other.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.artifact.source;
