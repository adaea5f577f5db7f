package dev.modelgate.registry.diff;

import dev.modelgate.registry.bundle.ExtentReader;
import dev.modelgate.registry.bundle.ReadCounter;
import dev.modelgate.registry.bundle.StoredTensor;
import dev.modelgate.registry.diff.TensorDifference.Measured;
import dev.modelgate.registry.diff.TensorDifference.NotCompared;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** One tensor as two models store it, with the same element type and shape. */
record TensorPair(StoredTensor before, StoredTensor after) {

    TensorPair {
        if (before.dtype() != after.dtype() || before.length() != after.length()) {
            throw new IllegalArgumentException(
                    "the tensor '%s' is stored as %s in %d bytes and as %s in %d, but only equal types and sizes compare"
                            .formatted(before.name(), before.dtype(), before.length(), after.dtype(), after.length()));
        }
    }

    /** Of both sides; none where the element type cannot be compared. */
    long bytesToRead() {
        return comparison().isPresent() ? before.length() + after.length() : 0;
    }

    TensorDifference measure(ReadCounter counter) {
        return comparison()
                .<TensorDifference>map(comparison -> measure(comparison, counter))
                .orElseGet(() ->
                        new NotCompared("elements of type %s are not compared as numbers".formatted(before.dtype())));
    }

    private Optional<ElementComparison> comparison() {
        return ElementComparison.of(before.dtype());
    }

    private Measured measure(ElementComparison comparison, ReadCounter counter) {
        DifferenceSum sum = new DifferenceSum();
        int step = before.dtype().bits() / Byte.SIZE;
        ByteBuffer left = buffer();
        ByteBuffer right = buffer();
        try (ExtentReader leftReader = ExtentReader.open(before.extent());
                ExtentReader rightReader = ExtentReader.open(after.extent())) {
            while (leftReader.fill(left).hasRemaining()) {
                rightReader.fill(right);
                for (int at = 0; at < left.limit(); at += step) {
                    comparison.add(left, right, at, sum);
                }
                counter.add(2L * left.limit());
            }
        }
        return sum.measured();
    }

    /** Its size is a multiple of every element's, so no element is cut in two. */
    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(ExtentReader.BYTES_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
    }
}
