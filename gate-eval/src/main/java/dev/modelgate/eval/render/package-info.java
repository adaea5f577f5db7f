/**
 * Shows verdicts: every renderer works from one {@link dev.modelgate.core.verdict.Verdict}.
 * Names come from outside and are escaped here, for the place where they are printed.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.eval.render;
