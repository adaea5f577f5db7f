/**
 * What a registry holds: models, releases, and where each model came from.
 * {@link dev.modelgate.registry.browse.RegistryListing} and {@link dev.modelgate.registry.browse.Lineage} only read.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.browse;
