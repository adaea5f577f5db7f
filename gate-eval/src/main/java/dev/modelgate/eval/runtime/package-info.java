/**
 * Chooses the runtime that a project's wiring and the command line name.
 * {@link dev.modelgate.eval.runtime.Runtimes} is the way in.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.runtime;
