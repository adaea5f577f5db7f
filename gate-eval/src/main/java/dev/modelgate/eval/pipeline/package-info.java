/**
 * Reads what pipelines' runs left behind: plain JSON, Contexta's workspaces.
 * {@link dev.modelgate.eval.pipeline.EvidenceSources} opens them by name.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.pipeline;
