/**
 * Registries brought together: one copied as it is, a fork mended, versions told to git.
 * {@link dev.modelgate.registry.copy.RegistryCopy}, {@link dev.modelgate.registry.copy.Rebase} and
 * {@link dev.modelgate.registry.copy.GtoExport} are the use cases.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.copy;
