/**
 * How an answer is measured against what was expected.
 * {@link dev.modelgate.eval.score.Scorer} is the port, {@link dev.modelgate.eval.score.ExactMatch} the default.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.score;
