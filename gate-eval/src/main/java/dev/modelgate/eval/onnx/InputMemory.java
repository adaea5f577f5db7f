package dev.modelgate.eval.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * Memory outside the heap for one input, kept from batch to batch: ONNX Runtime reads it in place, where values on the
 * heap would be copied to new memory for each batch. For one batch at a time.
 */
final class InputMemory {

    private ByteBuffer memory = outsideTheHeap(0);

    /** These values, until the next call. */
    LongBuffer of(LongBuffer values) {
        return room(values.remaining(), Long.BYTES)
                .asLongBuffer()
                .put(values.duplicate())
                .flip();
    }

    /** These values, until the next call. */
    FloatBuffer of(FloatBuffer values) {
        return room(values.remaining(), Float.BYTES)
                .asFloatBuffer()
                .put(values.duplicate())
                .flip();
    }

    private ByteBuffer room(int values, int bytesEach) {
        long bytes = (long) values * bytesEach;
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "an input of %d bytes is more than one batch can have; make the batch smaller".formatted(bytes));
        }
        if (memory.capacity() < bytes) {
            memory = outsideTheHeap((int) bytes);
        }
        return memory;
    }

    private static ByteBuffer outsideTheHeap(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
