package dev.modelgate.eval.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.modelgate.core.port.Tensor;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tensors of the port as those of ONNX Runtime, and back; one batch at a time. */
final class Tensors {

    private final OrtEnvironment environment;
    private final Map<String, InputMemory> memory = new HashMap<>();

    Tensors(OrtEnvironment environment) {
        this.environment = environment;
    }

    /** Native tensors by name; to be closed after the run and before the next. */
    Batch toNative(ImmutableMap<String, Tensor> inputs) throws OrtException {
        Batch batch = new Batch(new LinkedHashMap<>());
        try {
            for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
                batch.tensors.put(input.getKey(), toNative(input.getKey(), input.getValue()));
            }
            return batch;
        } catch (OrtException e) {
            batch.close();
            throw e;
        }
    }

    /**
     * The outputs of a run as copies. Those of a kind that no codec can take (texts, maps, sequences, doubles) are
     * left out, for a model may have them beside the one that counts.
     */
    static ImmutableMap<String, Tensor> fromNative(OrtSession.Result result) {
        ImmutableMap.Builder<String, Tensor> outputs = ImmutableMap.builder();
        for (Map.Entry<String, OnnxValue> output : result) {
            if (output.getValue() instanceof OnnxTensor tensor) {
                fromNative(tensor).ifPresent(value -> outputs.put(output.getKey(), value));
            }
        }
        return outputs.buildOrThrow();
    }

    /** Inputs of one run. */
    record Batch(Map<String, OnnxTensor> tensors) implements AutoCloseable {
        @Override
        public void close() {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor toNative(String name, Tensor tensor) throws OrtException {
        InputMemory kept = memory.computeIfAbsent(name, any -> new InputMemory());
        long[] shape = tensor.shape().toArray();
        if (tensor instanceof Tensor.OfLongs longs) {
            return OnnxTensor.createTensor(environment, kept.of(longs.values()), shape);
        }
        return OnnxTensor.createTensor(environment, kept.of(((Tensor.OfFloats) tensor).values()), shape);
    }

    private static Optional<Tensor> fromNative(OnnxTensor tensor) {
        ImmutableLongArray shape = ImmutableLongArray.copyOf(tensor.getInfo().getShape());
        return switch (tensor.getInfo().type) {
            case FLOAT, FLOAT16, BFLOAT16 -> Optional.of(new Tensor.OfFloats(shape, tensor.getFloatBuffer()));
            case INT64 -> Optional.of(new Tensor.OfLongs(shape, tensor.getLongBuffer()));
            case INT32 -> Optional.of(new Tensor.OfLongs(shape, widened(tensor.getIntBuffer())));
            default -> Optional.empty();
        };
    }

    private static LongBuffer widened(IntBuffer ints) {
        LongBuffer longs = LongBuffer.allocate(ints.remaining());
        while (ints.hasRemaining()) {
            longs.put(ints.get());
        }
        return longs.flip();
    }
}
