/**
 * Evaluates a bundle as a project wires it: the one path of command, library and build.
 * {@link dev.modelgate.registry.evaluate.BundleEvaluation} is the use case.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.evaluate;
