/**
 * The gate inside a code host: from a labelled change to a comment that says what became of it.
 * {@link dev.modelgate.ci.stage} holds the stages, {@link dev.modelgate.ci.github} speaks to GitHub.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.ci;
