/**
 * The gate inside a code host: from a labelled change to a comment that says what became of it.
 * {@link dev.modelgate.ci.stage} holds the stages; a {@link dev.modelgate.ci.CiSystem} says where they run.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.ci;
