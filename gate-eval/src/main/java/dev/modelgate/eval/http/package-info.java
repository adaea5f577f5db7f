/**
 * Models behind HTTP: what is asked in which protocol, how often it is tried, and what counts as an answer.
 * {@link dev.modelgate.eval.http.HttpWiring} is the way in, {@link dev.modelgate.eval.http.HttpRuntime} the runtime.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.http;
