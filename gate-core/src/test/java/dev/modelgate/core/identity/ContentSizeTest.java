package dev.modelgate.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentSizeTest {

    private static final String SHA = "0".repeat(64);

    @Test
    void adds_the_elements_of_all_tensors_to_the_files() {
        BundleDocument document = document(
                List.of(tensor("a", Dtype.F32, 10L, 3L), tensor("b", Dtype.F4, 2L), tensor("scalar", Dtype.F64)),
                List.of(new FileEntry("vocab.txt", 7, SHA), new FileEntry("empty.txt", 0, SHA)));

        assertThat(ContentSize.of(document.json())).isEqualTo(BigInteger.valueOf(10 * 3 * 4 + 1 + 8 + 7));
    }

    @Test
    void does_not_overflow() {
        BundleDocument document = document(List.of(tensor("a", Dtype.I64, Long.MAX_VALUE, Long.MAX_VALUE)), List.of());

        assertThat(ContentSize.of(document.json()))
                .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).pow(2).multiply(BigInteger.valueOf(8)));
    }

    @Test
    void is_not_guessed_from_a_document_that_was_edited() {
        JsonObject noFiles =
                JsonBuilder.object().put("tensors", JsonArray.of(List.of())).build();
        JsonObject strangeType = JsonBuilder.object()
                .put(
                        "tensors",
                        JsonArray.of(List.of(JsonBuilder.object()
                                .put("dtype", "F3")
                                .put("shape", JsonArray.of(List.of(JsonNumber.of(2))))
                                .build())))
                .put("files", JsonArray.of(List.of()))
                .build();

        assertThatThrownBy(() -> ContentSize.of(noFiles))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("files");
        assertThatThrownBy(() -> ContentSize.of(strangeType))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 elements of type 'F3'");
    }

    private static BundleDocument document(List<TensorEntry> tensors, List<FileEntry> files) {
        return new BundleDocument(
                Optional.empty(), JsonNull.NULL, ImmutableList.copyOf(tensors), ImmutableList.copyOf(files));
    }

    private static TensorEntry tensor(String name, Dtype dtype, Long... shape) {
        return new TensorEntry(name, dtype, ImmutableList.copyOf(shape), SHA);
    }
}
