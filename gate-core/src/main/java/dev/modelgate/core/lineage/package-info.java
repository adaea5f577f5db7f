/**
 * Where a model came from, as an experiment tracker tells it: {@link dev.modelgate.core.lineage.TrackedRun} is one
 * run, {@link dev.modelgate.core.lineage.RunLineage} the chain of a run and its parents.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.lineage;
