/**
 * The judgement: per bucket, and of the whole run.
 * {@link dev.modelgate.core.verdict.Comparison} judges, {@link dev.modelgate.core.verdict.Verdict} is what is kept.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.verdict;
