/**
 * Answers that were given before: kept per model, or until an interrupted run is resumed.
 * {@link dev.modelgate.eval.cache.RememberingRuntime} is the way in.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.cache;
