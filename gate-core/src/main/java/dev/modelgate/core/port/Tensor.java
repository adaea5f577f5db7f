package dev.modelgate.core.port;

import com.google.common.primitives.ImmutableLongArray;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** A dense array of numbers with a shape, in row-major order. */
public sealed interface Tensor {

    ImmutableLongArray shape();

    Buffer values();

    /** 64-bit integers: token ids, class ids. */
    record OfLongs(ImmutableLongArray shape, LongBuffer values) implements Tensor {
        public OfLongs {
            requireFull(shape, values);
        }
    }

    /** 32-bit floats: features, logits. */
    record OfFloats(ImmutableLongArray shape, FloatBuffer values) implements Tensor {
        public OfFloats {
            requireFull(shape, values);
        }
    }

    private static void requireFull(ImmutableLongArray shape, Buffer values) {
        long elements = shape.stream().reduce(1, Math::multiplyExact);
        if (elements != values.remaining()) {
            throw new IllegalArgumentException("a tensor of shape %s has %d values, but %d are required"
                    .formatted(shape, values.remaining(), elements));
        }
    }
}
