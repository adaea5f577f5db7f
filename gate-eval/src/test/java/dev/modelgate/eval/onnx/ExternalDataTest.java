package dev.modelgate.eval.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalDataTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "location-parent",
                "place-attribute",
                "place-attribute-list",
                "place-subgraph",
                "place-nested-subgraph",
                "place-subgraph-list",
                "place-sparse-attribute",
                "place-sparse-attribute-list",
                "place-sparse-values",
                "place-sparse-indices",
                "place-function",
                "place-function-default",
                "place-training-initialization",
                "place-training-algorithm",
            })
    void is_found_wherever_the_tensor_stands(String model) throws IOException {
        assertThat(ExternalData.locations(Bundles.MODELS.resolve(model + ".onnx")))
                .containsExactly("../weights.bin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum", "many-outputs", "lookup"})
    void is_nowhere_when_the_model_holds_its_tensors_itself(String model) throws IOException {
        assertThat(ExternalData.locations(Bundles.MODELS.resolve(model + ".onnx")))
                .isEmpty();
    }

    @Test
    void is_found_behind_a_tensor_of_eight_gigabytes_without_holding_it() throws IOException {
        long huge = 8L << 30;
        byte[] entry = delimited(
                13,
                Bytes.concat(
                        delimited(1, "location".getBytes(StandardCharsets.UTF_8)),
                        delimited(2, "w".getBytes(StandardCharsets.UTF_8))));
        byte[] rawData = Bytes.concat(new byte[] {9 << 3 | 2}, varint(huge));
        byte[] tensor = Bytes.concat(new byte[] {5 << 3 | 2}, varint(rawData.length + huge + entry.length), rawData);
        byte[] start = Bytes.concat(new byte[] {7 << 3 | 2}, varint(tensor.length + huge + entry.length), tensor);
        InputStream in = new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(start), new Zeros(huge)),
                new ByteArrayInputStream(entry));

        assertThat(ExternalData.locations(in, start.length + huge + entry.length))
                .containsExactly("w");
    }

    @Test
    void is_an_error_at_every_byte_at_which_the_file_is_cut() throws IOException {
        byte[] whole = Files.readAllBytes(Bundles.MODELS.resolve("place-nested-subgraph.onnx"));
        int graphEnd = whole.length - 6; // the operator set follows, and a scan can do without it
        for (int size = 0; size < graphEnd; size++) {
            InputStream in = new ByteArrayInputStream(whole, 0, size);
            long length = size;

            assertThatThrownBy(() -> ExternalData.locations(in, length))
                    .as("cut at %d", size)
                    .isInstanceOf(WireReader.MalformedException.class);
        }
        assertThat(ExternalData.locations(new ByteArrayInputStream(whole, 0, graphEnd), graphEnd))
                .hasSize(1);
    }

    @Test
    void is_an_error_when_the_file_is_shorter_than_it_was() throws IOException {
        byte[] whole = Files.readAllBytes(Bundles.MODELS.resolve("sum.onnx"));
        InputStream in = new ByteArrayInputStream(whole, 0, whole.length - 20);

        assertThatThrownBy(() -> ExternalData.locations(in, whole.length))
                .isInstanceOf(WireReader.MalformedException.class)
                .hasMessageStartingWith("it ends ");
    }

    @Test
    void is_an_error_when_messages_lie_too_deep() {
        byte[] message = new byte[0];
        for (int i = 0; i < 40; i++) { // graph, node, attribute, graph, …
            message = delimited(1, delimited(5, delimited(6, message)));
        }
        byte[] model = delimited(7, message);

        assertThatThrownBy(() -> ExternalData.locations(new ByteArrayInputStream(model), model.length))
                .isInstanceOf(WireReader.MalformedException.class)
                .hasMessage("messages lie more than 100 deep");
    }

    @Test
    void is_an_error_when_there_is_no_graph() {
        byte[] model = delimited(2, "producer".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> ExternalData.locations(new ByteArrayInputStream(model), model.length))
                .isInstanceOf(WireReader.MalformedException.class)
                .hasMessage("it has no graph");
    }

    @Test
    void is_an_error_when_a_number_does_not_end_or_a_field_has_no_known_form() {
        byte[] endless = new byte[20];
        Arrays.fill(endless, (byte) 0xFF);
        byte[] group = {7 << 3 | 3, 7 << 3 | 4};

        assertThatThrownBy(() -> ExternalData.locations(new ByteArrayInputStream(endless), endless.length))
                .hasMessage("a number is longer than 10 bytes (at byte 10)");
        assertThatThrownBy(() -> ExternalData.locations(new ByteArrayInputStream(group), group.length))
                .hasMessage("a field has the wire type 3 (at byte 1)");
    }

    private static byte[] delimited(int field, byte[] content) {
        return Bytes.concat(varint((long) field << 3 | 2), varint(content.length), content);
    }

    private static byte[] varint(long value) {
        byte[] bytes = new byte[0];
        for (long rest = value; ; rest >>>= 7) {
            if (rest < 0x80) {
                return Bytes.concat(bytes, new byte[] {(byte) rest});
            }
            bytes = Bytes.concat(bytes, new byte[] {(byte) ((rest & 0x7F) | 0x80)});
        }
    }

    /** So many zeros, made as they are read. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(length, left);
            Arrays.fill(into, offset, offset + read, (byte) 0);
            left -= read;
            return read;
        }

        @Override
        public long skip(long count) {
            long skipped = Math.max(0, Math.min(count, left));
            left -= skipped;
            return skipped;
        }
    }
}
