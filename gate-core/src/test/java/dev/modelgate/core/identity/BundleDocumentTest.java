package dev.modelgate.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue.JsonNull;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BundleDocumentTest {

    private static final String HASH = "0".repeat(64);
    private static final CanonicalSha PARENT = new CanonicalSha("a".repeat(64));

    @Test
    void sorts_tensors_and_files_by_code_point_when_they_come_in_another_order() {
        BundleDocument document = new BundleDocument(
                Optional.empty(),
                JsonNull.NULL,
                ImmutableList.of(tensor("😀"), tensor("\ufb33"), tensor("B"), tensor("a")),
                ImmutableList.of(file("b/x"), file("b-x"), file("a")));

        assertThat(document.tensors()).extracting(TensorEntry::name).containsExactly("B", "a", "\ufb33", "😀");
        assertThat(document.files()).extracting(FileEntry::path).containsExactly("a", "b-x", "b/x");
    }

    @Test
    void writes_every_part_in_canonical_form() {
        BundleDocument document = new BundleDocument(
                Optional.of(PARENT),
                JsonBuilder.object().put("b", 1).put("a", true).build(),
                ImmutableList.of(new TensorEntry("w", Dtype.BF16, ImmutableList.of(2L, 0L), HASH)),
                ImmutableList.of(new FileEntry("model.onnx", 15, HASH)));

        assertThat(new String(document.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"config\":{\"a\":true,\"b\":1},"
                        + "\"files\":[{\"path\":\"model.onnx\",\"sha256\":\"%1$s\",\"size\":15}],".formatted(HASH)
                        + "\"parent\":\"%s\",\"schema\":\"canonical-sha/1\",".formatted(PARENT)
                        + "\"tensors\":[{\"dtype\":\"BF16\",\"name\":\"w\",\"sha256\":\"%s\",\"shape\":[2,0]}]}"
                                .formatted(HASH));
    }

    @Test
    void has_one_content_sha_whatever_the_parent() {
        BundleDocument orphan =
                new BundleDocument(Optional.empty(), JsonNull.NULL, ImmutableList.of(tensor("w")), ImmutableList.of());
        BundleDocument child = orphan.withParent(Optional.of(PARENT));

        assertThat(child.sha()).isNotEqualTo(orphan.sha());
        assertThat(child.contentSha()).isEqualTo(orphan.sha());
    }

    @Test
    void refuses_a_bundle_that_holds_nothing() {
        assertThatThrownBy(() ->
                        new BundleDocument(Optional.empty(), JsonNull.NULL, ImmutableList.of(), ImmutableList.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no identity");
    }

    private static TensorEntry tensor(String name) {
        return new TensorEntry(name, Dtype.F32, ImmutableList.of(1L), HASH);
    }

    private static FileEntry file(String path) {
        return new FileEntry(path, 1, HASH);
    }
}
