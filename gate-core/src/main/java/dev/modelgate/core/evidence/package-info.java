/**
 * What was measured: reports, buckets and cases, in exact numbers.
 * {@link dev.modelgate.core.evidence.EvalReport} is one side of every comparison.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.evidence;
