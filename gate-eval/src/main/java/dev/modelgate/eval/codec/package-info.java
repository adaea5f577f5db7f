/**
 * Finds the codec that a project's wiring names.
 * {@link dev.modelgate.eval.codec.CodecJar} holds the jar open for as long as its codec is used.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.codec;
