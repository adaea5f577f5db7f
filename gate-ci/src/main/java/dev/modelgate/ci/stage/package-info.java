/**
 * The stages of a deployment in CI, each a command of its own that leaves what it found for the next.
<<<<<<< HEAD
 * {@link dev.modelgate.ci.stage.StageRun} runs them; whatever they decide is decided in the core.
=======
 * {@link dev.modelgate.ci.stage.StageRun} runs one; whatever they decide is decided in the core.
>>>>>>> w-reports
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.ci.stage;
