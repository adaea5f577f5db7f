/**
 * The stages of a deployment in CI, each a command of its own that leaves what it found for the next.
 * {@link dev.modelgate.ci.stage.StageRun} runs one; whatever they decide is decided in the core.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.ci.stage;
