/**
 * A verdict together with what the evidence behind it shows: the one input of everything that prints a verdict.
 * {@link dev.modelgate.core.review.Review} is made once; renderers compute no statistics of their own.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.core.review;
