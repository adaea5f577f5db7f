/**
 * Data that DVC names, found and verified without DVC: pointers, locks, remotes, checkouts.
 * {@link dev.modelgate.eval.dvc.DvcData} is the way in; {@link dev.modelgate.eval.dvc.EvalSetSource} reads eval sets.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.dvc;
