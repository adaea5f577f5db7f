/**
 * How far the weights of two models lie apart, number by number.
 * {@link dev.modelgate.registry.diff.WeightComparison} measures what a {@code BundleDiff} names as changed.
 */
@org.jspecify.annotations.NullMarked
package dev.modelgate.registry.diff;
