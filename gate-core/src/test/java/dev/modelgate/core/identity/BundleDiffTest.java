package dev.modelgate.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Longs;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.JsonObject;
import dev.modelgate.core.json.JsonValue.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundleDiffTest {

    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);

    @Test
    void is_empty_when_both_are_one_model() {
        BundleDocument model = document(object("a", 1), tensor("w", Dtype.F32, ONE, 2));

        assertThat(BundleDiff.between(model, model).isEmpty()).isTrue();
    }

    @Test
    void names_a_tensor_by_how_it_differs_first() {
        BundleDocument before = document(
                JsonNull.NULL,
                tensor("gone", Dtype.F32, ONE, 2),
                tensor("reshaped", Dtype.F32, ONE, 2, 3),
                tensor("retyped", Dtype.F32, ONE, 2),
                tensor("same", Dtype.F32, ONE, 2),
                tensor("trained", Dtype.F32, ONE, 2));
        BundleDocument after = document(
                JsonNull.NULL,
                tensor("new", Dtype.F32, ONE, 2),
                tensor("reshaped", Dtype.F32, ONE, 3, 2),
                tensor("retyped", Dtype.BF16, TWO, 4),
                tensor("same", Dtype.F32, ONE, 2),
                tensor("trained", Dtype.F32, TWO, 2));

        BundleDiff diff = BundleDiff.between(before, after);

        assertThat(diff.tensors())
                .extracting(change -> change.name() + " " + TensorChange.of(change))
                .containsExactly(
                        "gone REMOVED", "new ADDED", "reshaped RESHAPED", "retyped RETYPED", "trained CHANGED");
        assertThat(diff.tensors().get(4).before()).contains(tensor("trained", Dtype.F32, ONE, 2));
        assertThat(diff.tensors().get(4).after()).contains(tensor("trained", Dtype.F32, TWO, 2));
    }

    @Test
    void lists_files_that_came_went_or_changed() {
        BundleDocument before =
                files(new FileEntry("a", 1, ONE), new FileEntry("b", 1, ONE), new FileEntry("c", 1, ONE));
        BundleDocument after =
                files(new FileEntry("b", 1, TWO), new FileEntry("c", 1, ONE), new FileEntry("d", 1, ONE));

        assertThat(BundleDiff.between(before, after).files())
                .extracting(change -> change.name() + " " + change.kind())
                .containsExactly("a REMOVED", "b CHANGED", "d ADDED");
    }

    @Test
    void follows_the_configuration_to_the_keys_that_differ() {
        JsonObject before = JsonBuilder.object()
                .put("hidden", 64)
                .put("gone", true)
                .put(
                        "rope",
                        JsonBuilder.object()
                                .put("theta", 10000)
                                .put("type", "linear")
                                .build())
                .put("layers", numbers("1", "2", "3"))
                .put("stops", numbers("1"))
                .build();
        JsonObject after = JsonBuilder.object()
                .put("hidden", 64)
                .put("added", JsonNull.NULL)
                .put(
                        "rope",
                        JsonBuilder.object()
                                .put("theta", 500000)
                                .put("type", "linear")
                                .build())
                .put("layers", numbers("1", "7", "3"))
                .put("stops", numbers("1", "2"))
                .build();

        assertThat(BundleDiff.between(document(before), document(after)).config())
                .containsExactly(
                        new Change<>("$.added", Optional.empty(), Optional.of(JsonNull.NULL)),
                        new Change<>("$.gone", before.member("gone"), Optional.empty()),
                        new Change<>("$.layers[1]", Optional.of(number("2")), Optional.of(number("7"))),
                        new Change<>("$.rope.theta", Optional.of(number("10000")), Optional.of(number("500000"))),
                        new Change<>("$.stops", before.member("stops"), after.member("stops")));
    }

    @Test
    void sees_no_change_in_a_number_that_is_written_otherwise() {
        BundleDocument before =
                document(JsonBuilder.object().put("x", number("2")).build());
        BundleDocument after =
                document(JsonBuilder.object().put("x", number("2.0e0")).build());

        assertThat(BundleDiff.between(before, after).isEmpty()).isTrue();
        assertThat(before.sha()).isEqualTo(after.sha());
    }

    @Test
    void shows_the_whole_configuration_when_one_model_has_none() {
        assertThat(BundleDiff.between(document(JsonNull.NULL), document(object("a", 1)))
                        .config())
                .containsExactly(new Change<>("$", Optional.of(JsonNull.NULL), Optional.of(object("a", 1))));
    }

    @Test
    void tells_of_another_parent_because_the_identity_does() {
        BundleDocument orphan = document(JsonNull.NULL);
        BundleDocument child = orphan.withParent(Optional.of(new CanonicalSha(ONE)));

        BundleDiff diff = BundleDiff.between(orphan, child);

        assertThat(diff.isEmpty()).isFalse();
        assertThat(diff.parent().map(Change::kind)).contains(Change.Kind.ADDED);
        assertThat(diff.tensors()).isEmpty();
    }

    @Test
    void refuses_a_change_of_something_that_neither_model_has() {
        assertThatThrownBy(() -> new Change<>("x", Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'x' is in neither model, so it is no change");
    }

    private static BundleDocument document(JsonValue config, TensorEntry... tensors) {
        return new BundleDocument(
                Optional.empty(),
                config,
                ImmutableList.copyOf(tensors),
                ImmutableList.of(new FileEntry("model.onnx", 1, ONE)));
    }

    private static BundleDocument files(FileEntry... files) {
        return new BundleDocument(Optional.empty(), JsonNull.NULL, ImmutableList.of(), ImmutableList.copyOf(files));
    }

    private static TensorEntry tensor(String name, Dtype dtype, String sha256, long... shape) {
        return new TensorEntry(name, dtype, ImmutableList.copyOf(Longs.asList(shape)), sha256);
    }

    private static JsonObject object(String key, long value) {
        return JsonBuilder.object().put(key, value).build();
    }

    private static JsonNumber number(String literal) {
        return new JsonNumber(literal, Place.NONE);
    }

    private static JsonArray numbers(String... literals) {
        List<JsonNumber> items = Stream.of(literals).map(BundleDiffTest::number).toList();
        return JsonArray.of(items);
    }
}
