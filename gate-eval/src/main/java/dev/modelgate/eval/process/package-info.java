/**
 * Models in a child process: one JSON object a line in, one out, in any language.
 * {@link dev.modelgate.eval.process.ProcessWiring} is the way in, {@link dev.modelgate.eval.process.ProcessRuntime} the runtime.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.process;
