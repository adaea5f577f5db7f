package dev.modelgate.registry.bundle;

import static dev.modelgate.registry.bundle.StoredBytes.file;
import static dev.modelgate.registry.bundle.StoredBytes.length;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.Dtype;
import dev.modelgate.core.identity.TensorEntry;
import dev.modelgate.registry.bundle.StoredBytes.Weights;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {

    private static final String NO_BYTES =
            Hashing.sha256().hashBytes(new byte[0]).toString();

    @TempDir
    private Path directory;

    @Test
    void gives_each_tensor_its_dtype_shape_and_the_hash_of_its_raw_bytes() {
        Weights tensor = new Weights("layer.0", "BF16", List.of(1L, 2L), new byte[] {1, 2, 3, 4});
        BundleDocument document = bundle(StoredBytes.safetensors(Weights.bytes("a", (byte) 9), tensor))
                .read();

        assertThat(document.tensors())
                .element(1)
                .isEqualTo(new TensorEntry(
                        "layer.0",
                        Dtype.BF16,
                        ImmutableList.of(1L, 2L),
                        Hashing.sha256().hashBytes(tensor.data()).toString()));
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void reads_every_dtype_by_its_bits(Dtype dtype) {
        byte[] data = new byte[dtype.bits()]; // eight elements
        assertThat(bundle(StoredBytes.safetensors(new Weights("w", dtype.name(), List.of(8L), data)))
                        .read()
                        .tensors())
                .extracting(TensorEntry::dtype)
                .containsExactly(dtype);
    }

    @Test
    void hashes_no_bytes_for_a_tensor_without_elements_wherever_it_lies() {
        byte[] file = file("""
                {"first":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},\
                "w":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},\
                "last":{"dtype":"F64","shape":[3,0,9007199254740991,9007199254740991],"data_offsets":[2,2]}}""", (byte) 1, (byte) 2);

        assertThat(bundle(file).read().tensors())
                .filteredOn(tensor -> !tensor.name().equals("w"))
                .extracting(TensorEntry::sha256)
                .containsExactly(NO_BYTES, NO_BYTES);
    }

    @Test
    void takes_a_scalar_as_one_element() {
        assertThat(bundle(file(entry("F32", "[]", "[0,4]"), new byte[4])).read().tensors())
                .extracting(TensorEntry::shape)
                .containsExactly(ImmutableList.of());
    }

    @Test
    void ignores_metadata_of_texts() {
        String plain = bundle(file(entry("U8", "[1]", "[0,1]"), (byte) 7)).sha();

        assertThat(bundle(file(described("{\"a\":\"b\"}"), (byte) 7)).sha()).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{\"b\":[1,2]}}", "{\"a\":1}", "{\"a\":null}", "{\"a\":\"b\",\"c\":true}"})
    void is_an_error_when_metadata_are_not_texts(String metadata) {
        bundle(file(described(metadata), (byte) 7))
                .assertError()
                .hasMessageContaining("the header's __metadata__ has a value of '")
                .hasMessageContaining("must be an object of strings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"a\""})
    void is_an_error_when_metadata_are_no_object(String metadata) {
        bundle(file(described(metadata), (byte) 7))
                .assertError()
                .hasMessageContaining("the header's __metadata__ is no object");
    }

    private static String described(String metadata) {
        return entry("U8", "[1]", "[0,1]").replaceFirst("\\{", "{\"__metadata__\":" + metadata + ",");
    }

    @Test
    void reads_a_header_of_the_largest_size_without_holding_it() {
        byte[] header = " ".repeat((int) SafetensorsFile.MAX_HEADER_BYTES).getBytes(StandardCharsets.US_ASCII);
        byte[] entry = entry("U8", "[1]", "[0,1]").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(entry, 0, header, 0, entry.length);

        assertThat(bundle(file(header, new byte[1])).read().tensors()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFiles")
    void names_the_file_and_the_reason_when_the_frame_is_broken(String reason, byte[] file) {
        bundle(file)
                .assertError()
                .hasMessageStartingWith(directory + "/m.safetensors")
                .hasMessageContaining(reason);
    }

    static Stream<Arguments> brokenFiles() {
        return Stream.of(
                Arguments.of("has 0 bytes, but the length of the header alone takes 8", new byte[0]),
                Arguments.of("has 7 bytes, but the length of the header alone takes 8", new byte[7]),
                Arguments.of("header's length as 100000001 bytes, but at most 100000000", length(100_000_001)),
                Arguments.of("header's length as 18446744073709551615 bytes, but at most", length(-1)),
                Arguments.of(
                        "header's length as 3 bytes, but only 2 follow",
                        Bytes.concat(length(3), new byte[] {'{', '}'})),
                Arguments.of("the header is empty", length(0)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    begins with byte 0x5b                    | []
                    begins with byte 0x20                    |` {}`
                    begins with byte 0xef                    |`\uFEFF{}`
                    malformed JSON                           | {"w":
                    malformed JSON                           | {"w":{"dtype":"U8","shape":[01],"data_offsets":[0,1]}}
                    malformed JSON                           | {"w":NaN}
                    header line 1, column 3: something follows | {}{}
                    Duplicate field 'w'                      | {"w":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"w":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}
                    Duplicate field 'dtype'                  | {"w":{"dtype":"U8","dtype":"U8","shape":[0],"data_offsets":[0,0]}}
                    Duplicate field 'a'                      | {"__metadata__":{"a":"1","a":"2"}}
                    Duplicate field '__metadata__'           | {"__metadata__":{},"__metadata__":{}}
                    the tensor 'w' is no object              | {"w":1}
                    lacks dtype, shape or data_offsets       | {"w":{"dtype":"U8","shape":[0]}}
                    unknown key 'extra'                      | {"w":{"dtype":"U8","shape":[0],"data_offsets":[0,0],"extra":1}}
                    malformed JSON (Broken surrogate pair    | {"\\ud800":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}
                    """)
    void names_the_file_and_the_reason_when_the_header_is_broken(String reason, String header) {
        bundle(file(header))
                .assertError()
                .hasMessageStartingWith(directory + "/m.safetensors: ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    unknown dtype 'f32'; known are BOOL, U8            | "f32" | [1]  | [0,4]
                    a dtype that is no string                          | 32    | [1]  | [0,4]
                    has -1 in its shape, but integers from 0           | "F32" | [-1] | [0,4]
                    has -0 in its shape                                | "F32" | [-0] | [0,0]
                    has 1.0 in its shape                               | "F32" | [1.0]| [0,4]
                    has 1 in its shape                                 | "F32" | ["1"]| [0,4]
                    has 9007199254740992 in its shape, but at most     | "F32" | [0,9007199254740992] | [0,0]
                    has 99999999999999999999 in its shape, but at most | "F32" | [99999999999999999999] | [0,4]
                    a shape that is no array                           | "F32" | 1    | [0,4]
                    a data_offsets that is no array                    | "F32" | [1]  | null
                    has -4 in its data_offsets                         | "F32" | [1]  | [-4,0]
                    has 1 data_offsets, but begin and end are required | "F32" | [1]  | [4]
                    has 3 data_offsets                                 | "F32" | [1]  | [0,4,4]
                    begins at byte 4 of the data, but ends at 0        | "F32" | [1]  | [4,0]
                    takes 4 bytes, but its shape and dtype require 8   | "F32" | [2]  | [0,4]
                    takes 4 bytes, but its shape and dtype require 0   | "F32" | [0]  | [0,4]
                    bits do not fill whole bytes at 4 bits an element  | "F4"  | [3]  | [0,2]
                    bits do not fill whole bytes at 6 bits             | "F6_E2M3" | [2] | [0,2]
                    a shape of more than 2^63 elements                 | "U8"  | [4294967296,4294967296] | [0,0]
                    end at byte 8 of the data, but the data section has 4 | "F32" | [2] | [0,8]
                    begin at byte 2 of the data                        | "U8"  | [2]  | [2,4]
                    2 bytes after its last tensor                      | "U8"  | [2]  | [0,2]
                    """)
    void names_tensor_and_reason_when_an_entry_is_wrong(String reason, String dtype, String shape, String offsets) {
        bundle(file(
                        "{\"w\":{\"dtype\":%s,\"shape\":%s,\"data_offsets\":%s}}".formatted(dtype, shape, offsets),
                        new byte[4]))
                .assertError()
                .hasMessageStartingWith(directory + "/m.safetensors")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    'b' begin at byte 1 of the data, but the one before it ends at 2: they overlap      | [2] | [0,2] | [2] | [1,3]
                    'a' begin at byte 0 of the data, but the one before it ends at 3: they overlap      | [3] | [0,3] | [3] | [0,3]
                    'b' begin at byte 2 of the data, but the one before it ends at 1: a hole of 1 bytes | [1] | [0,1] | [1] | [2,3]
                    'b' begin at byte 1 of the data, but the one before it ends at 3: they overlap      | [3] | [0,3] | [0] | [1,1]
                    'b' begin at byte 3 of the data, but the one before it ends at 2: a hole            | [2] | [0,2] | [0] | [3,3]
                    has 1 bytes after its last tensor                                                   | [1] | [0,1] | [1] | [1,2]
                    """)
    void names_the_tensor_when_the_data_is_not_filled_exactly(
            String reason, String shapeA, String rangeA, String shapeB, String rangeB) {
        String header =
                "{\"b\":{\"dtype\":\"U8\",\"shape\":%s,\"data_offsets\":%s},\"a\":{\"dtype\":\"U8\",\"shape\":%s,\"data_offsets\":%s}}"
                        .formatted(shapeB, rangeB, shapeA, rangeA);

        bundle(file(header, new byte[3])).assertError().hasMessageContaining(reason);
    }

    @Test
    void says_where_in_the_header_the_fault_is() {
        bundle(file("{\n \"w\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,1]}}", (byte) 1))
                .assertError()
                .hasMessageStartingWith(
                        directory + "/m.safetensors: header line 2, column 15: the tensor 'w' has the unknown dtype");
    }

    @Test
    void is_an_error_when_the_header_is_not_utf8() {
        bundle(file(new byte[] {'{', '"', (byte) 0xff, '"'}, new byte[0]))
                .assertError()
                .hasMessageContaining("the header is not UTF-8");
    }

    @Test
    void is_an_error_when_a_surrogate_is_encoded_in_three_bytes() {
        bundle(file(new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}, new byte[0]))
                .assertError()
                .hasMessageContaining("the header is not UTF-8");
    }

    @Test
    void is_an_error_when_the_header_is_nested_without_end() {
        bundle(file("{\"__metadata__\":" + "[".repeat(100_000)))
                .assertError()
                .hasMessageContaining("the header's __metadata__ is no object");
    }

    @Test
    void names_both_files_when_a_tensor_is_in_two() {
        byte[] file = StoredBytes.safetensors(Weights.bytes("w", (byte) 1));
        Bundle.in(directory)
                .with("a.safetensors", file)
                .with("sub/b.safetensors", file)
                .assertError()
                .hasMessage(
                        "%1$s/sub/b.safetensors holds the tensor 'w', but so does %1$s/a.safetensors; keep one of them"
                                .formatted(directory));
    }

    private static String entry(String dtype, String shape, String offsets) {
        return "{\"w\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}".formatted(dtype, shape, offsets);
    }

    private Bundle bundle(byte[] file) {
        return Bundle.in(directory).with("m.safetensors", file);
    }
}
