/**
 * Proposing the committed baseline from what was promoted.
 * {@link dev.modelgate.registry.baseline.ProposedBaseline} is the file and its cases.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.baseline;
