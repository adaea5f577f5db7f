/**
 * How often the same cases were used to judge: the registry's {@code attempts.jsonl}.
 * {@link dev.modelgate.registry.attempt.AttemptBook} reads it, and is the only one that writes it.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.attempt;
