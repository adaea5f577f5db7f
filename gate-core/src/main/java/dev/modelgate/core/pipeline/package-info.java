/**
 * What a pipeline's run left behind, and whether it may be believed and promoted.
 * {@link dev.modelgate.core.pipeline.RunEvidence} is a run, {@link dev.modelgate.core.pipeline.EvidenceVerdict} the judgement.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.pipeline;
