package dev.modelgate.registry.diff;

import java.util.OptionalDouble;

/** How far the values of one tensor lie apart in two models that store it with the same shape and element type. */
public sealed interface TensorDifference {

    /**
     * Compared element by element.
     *
     * @param elements how many there are
     * @param differing how many are not the same number; NaN is the same as NaN, and zero as negative zero
     * @param largest the largest absolute difference over the elements that are finite on both sides; infinite where
     *     it exceeds the range of a double, empty where no element is finite on both sides
     * @param mean the mean absolute difference over the same elements
     * @param notFiniteBefore how many are NaN or infinite in the first model
     * @param notFiniteAfter how many are NaN or infinite in the second model
     */
    record Measured(
            long elements,
            long differing,
            OptionalDouble largest,
            OptionalDouble mean,
            long notFiniteBefore,
            long notFiniteAfter)
            implements TensorDifference {}

    /** Not measured, which is not the same as equal: why, in a sentence. */
    record NotCompared(String reason) implements TensorDifference {}
}
