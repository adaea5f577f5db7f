/**
 * Verdicts as documents.
 * {@link dev.modelgate.eval.verdict.VerdictCodec} is both directions.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.verdict;
