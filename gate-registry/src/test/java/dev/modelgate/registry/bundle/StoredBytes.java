package dev.modelgate.registry.bundle;

import com.google.common.primitives.Bytes;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.PrettyJson;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes safetensors files: whole ones from tensors, and any from a header and data. */
public final class StoredBytes {

    private StoredBytes() {}

    /** A tensor to be written. */
    public static final class Weights {
        private final String name;
        private final String dtype;
        private final List<Long> shape;
        private final byte[] data;

        public Weights(String name, String dtype, List<Long> shape, byte... data) {
            this.name = name;
            this.dtype = dtype;
            this.shape = shape;
            this.data = data;
        }

        public static Weights bytes(String name, byte... data) {
            return new Weights(name, "U8", List.of((long) data.length), data);
        }

        String name() {
            return name;
        }

        byte[] data() {
            return data;
        }
    }

    public static byte[] safetensors(Weights... tensors) {
        return safetensors(List.of(tensors), List.of(tensors), 0, false);
    }

    /**
     * @param inHeader the order in the header
     * @param inData the same tensors in the order of the data section
     * @param padding spaces behind the header
     */
    static byte[] safetensors(List<Weights> inHeader, List<Weights> inData, int padding, boolean metadata) {
        Map<String, Integer> begins = new HashMap<>();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (Weights tensor : inData) {
            begins.put(tensor.name(), data.size());
            data.writeBytes(tensor.data());
        }
        JsonBuilder header = JsonBuilder.object();
        if (metadata) {
            header.put("__metadata__", JsonBuilder.object().put("format", "pt").build());
        }
        for (Weights tensor : inHeader) {
            int begin = begins.get(tensor.name());
            header.put(tensor.name(), entry(tensor, begin));
        }
        return file(PrettyJson.line(header.build()) + " ".repeat(padding), data.toByteArray());
    }

    static byte[] file(String header, byte... data) {
        return file(header.getBytes(StandardCharsets.UTF_8), data);
    }

    static byte[] file(byte[] header, byte[] data) {
        return Bytes.concat(length(header.length), header, data);
    }

    static byte[] length(long headerBytes) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(headerBytes)
                .array();
    }

    private static JsonObject entry(Weights tensor, long begin) {
        return JsonBuilder.object()
                .put("dtype", tensor.dtype)
                .put("shape", numbers(tensor.shape))
                .put("data_offsets", numbers(List.of(begin, begin + tensor.data().length)))
                .build();
    }

    private static JsonArray numbers(List<Long> values) {
        return JsonArray.of(values.stream().map(JsonNumber::of).toList());
    }
}
