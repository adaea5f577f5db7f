/**
 * OCI registries over plain HTTP: bundles as artifacts in the CNCF ModelPack layout
 * ({@link dev.modelgate.registry.artifact.oci.OciArtifactStore}), and what is attached to them ({@link dev.modelgate.registry.artifact.oci.OciReferrers}).
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.artifact.oci;
