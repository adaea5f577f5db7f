/**
 * Whether a registry is what its events say, line by line and document by document.
 * {@link dev.modelgate.registry.audit.RegistryVerifier} is the use case.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.audit;
