package dev.modelgate.eval.onnx;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds where an ONNX model keeps tensors outside of its own file, without loading it and in constant memory.
 *
 * <p>A tensor may stand in an initializer, a sparse one, an attribute of any node, a subgraph in such an attribute, a
 * function, or the graphs of a training model; all are looked at. Field numbers are those of {@code onnx.proto}.
 */
final class ExternalData {

    /** Protobuf readers stop at 100 messages within each other; a file beyond that is hostile. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_NAME_BYTES = 1 << 16;

    private final WireReader reader;
    private final ImmutableSet.Builder<String> locations = ImmutableSet.builder();
    private boolean hasGraph;

    private ExternalData(InputStream in) {
        reader = new WireReader(in);
    }

    /**
     * The {@code location} of every external tensor, in the order of the file.
     *
     * @throws IOException where the file cannot be read
     * @throws WireReader.MalformedException where it is no ONNX model
     */
    static ImmutableSet<String> locations(Path model) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(model), 1 << 16)) {
            return locations(in, Files.size(model));
        }
    }

    /** The same for a model of {@code size} bytes. */
    static ImmutableSet<String> locations(InputStream in, long size) throws IOException {
        ExternalData data = new ExternalData(in);
        data.walk(Message.MODEL, size, 0);
        if (!data.hasGraph) {
            throw new WireReader.MalformedException("it has no graph", null);
        }
        return data.locations.build();
    }

    private void walk(Message message, long end, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new WireReader.MalformedException("messages lie more than %d deep".formatted(MAX_DEPTH), null);
        }
        while (reader.nextField(end)) {
            Message child = message.children().get(reader.field());
            if (child == null || !reader.isDelimited()) {
                reader.skip();
            } else if (child == Message.EXTERNAL_ENTRY) {
                readEntry(reader.valueEnd());
            } else {
                hasGraph |= message == Message.MODEL && child == Message.GRAPH;
                walk(child, reader.valueEnd(), depth + 1);
            }
        }
    }

    private void readEntry(long end) throws IOException {
        String key = "";
        String value = "";
        while (reader.nextField(end)) {
            if (reader.field() == 1 && reader.isDelimited()) {
                key = reader.text(MAX_NAME_BYTES);
            } else if (reader.field() == 2 && reader.isDelimited()) {
                value = reader.text(MAX_NAME_BYTES);
            } else {
                reader.skip();
            }
        }
        if (key.equals("location")) {
            locations.add(value);
        }
    }

    /** The messages on the way to a tensor, and in which fields they lie. */
    private enum Message {
        MODEL,
        TRAINING_INFO,
        FUNCTION,
        GRAPH,
        NODE,
        ATTRIBUTE,
        SPARSE_TENSOR,
        TENSOR,
        EXTERNAL_ENTRY;

        ImmutableMap<Integer, Message> children() {
            return CHILDREN.getOrDefault(this, ImmutableMap.of());
        }
    }

    private static final ImmutableMap<Message, ImmutableMap<Integer, Message>> CHILDREN = ImmutableMap.of(
            Message.MODEL, ImmutableMap.of(7, Message.GRAPH, 20, Message.TRAINING_INFO, 25, Message.FUNCTION),
            Message.TRAINING_INFO, ImmutableMap.of(1, Message.GRAPH, 2, Message.GRAPH),
            Message.FUNCTION, ImmutableMap.of(7, Message.NODE, 11, Message.ATTRIBUTE),
            Message.GRAPH, ImmutableMap.of(1, Message.NODE, 5, Message.TENSOR, 15, Message.SPARSE_TENSOR),
            Message.NODE, ImmutableMap.of(5, Message.ATTRIBUTE),
            Message.ATTRIBUTE,
                    ImmutableMap.of(
                            5, Message.TENSOR,
                            6, Message.GRAPH,
                            10, Message.TENSOR,
                            11, Message.GRAPH,
                            22, Message.SPARSE_TENSOR,
                            23, Message.SPARSE_TENSOR),
            Message.SPARSE_TENSOR, ImmutableMap.of(1, Message.TENSOR, 2, Message.TENSOR),
            Message.TENSOR, ImmutableMap.of(13, Message.EXTERNAL_ENTRY));
}
