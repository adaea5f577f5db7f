/**
 * Content that may not be promoted, whatever its parent: put there and taken out by verdicts.
 * {@link dev.modelgate.registry.quarantine.Quarantine} is the use case.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.quarantine;
