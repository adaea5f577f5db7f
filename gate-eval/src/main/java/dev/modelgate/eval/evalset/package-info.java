/**
 * What a model is asked, and the digests that name it.
 * {@link dev.modelgate.eval.evalset.EvalSet} is the whole, {@link dev.modelgate.eval.evalset.JsonlEvalSets} reads one.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.evalset;
