/**
 * The use case: a model answers an eval set, a scorer judges, a report is written.
 * {@link dev.modelgate.eval.run.Evaluation} is the way in.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.run;
