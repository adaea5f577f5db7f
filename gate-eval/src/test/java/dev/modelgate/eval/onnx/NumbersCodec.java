package dev.modelgate.eval.onnx;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.port.ModelCodec;
import dev.modelgate.core.port.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Takes {@code 1 2} as the floats {@code x = [1, 2]}, and answers with the number in {@code y}. */
final class NumbersCodec implements ModelCodec, ModelCodec.Session {

    private final List<Integer> batches = new ArrayList<>();

    /** The sizes of the batches that were encoded, in order. */
    List<Integer> batches() {
        return batches;
    }

    @Override
    public String name() {
        return "numbers";
    }

    @Override
    public Session open(JsonValue config) {
        if (config.kind().equals("a number")) {
            throw new IllegalArgumentException("the configuration is a number, but an object or none is required");
        }
        return this;
    }

    @Override
    public ImmutableMap<String, Tensor> encode(List<String> texts) {
        batches.add(texts.size());
        FloatBuffer floats = FloatBuffer.allocate(texts.size() * 2);
        for (String text : texts) {
            Splitter.on(' ').split(text).forEach(number -> floats.put(Float.parseFloat(number)));
        }
        return ImmutableMap.of("x", new Tensor.OfFloats(ImmutableLongArray.of(texts.size(), 2), floats.flip()));
    }

    @Override
    public List<String> decode(ImmutableMap<String, Tensor> outputs) {
        FloatBuffer sums = ((Tensor.OfFloats) outputs.get("y")).values();
        List<String> texts = new ArrayList<>();
        while (sums.hasRemaining()) {
            texts.add(Float.toString(sums.get()));
        }
        return texts;
    }
}
