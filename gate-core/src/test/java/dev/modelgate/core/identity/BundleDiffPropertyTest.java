package dev.modelgate.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.JsonValue;
import dev.modelgate.core.json.JsonValue.JsonArray;
import dev.modelgate.core.json.JsonValue.JsonNull;
import dev.modelgate.core.json.JsonValue.JsonNumber;
import dev.modelgate.core.json.JsonValue.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BundleDiffPropertyTest {

    @Property
    void is_empty_exactly_when_the_canonical_sha_is_the_same(
            @ForAll("documents") BundleDocument left, @ForAll("documents") BundleDocument right) {
        assertThat(BundleDiff.between(left, right).isEmpty())
                .isEqualTo(left.sha().equals(right.sha()));
    }

    @Property
    void turns_round_when_the_models_are_swapped(
            @ForAll("documents") BundleDocument left, @ForAll("documents") BundleDocument right) {
        BundleDiff there = BundleDiff.between(left, right);
        BundleDiff back = BundleDiff.between(right, left);

        assertThat(back.config()).isEqualTo(swapped(there.config()));
        assertThat(back.tensors()).isEqualTo(swapped(there.tensors()));
        assertThat(back.files()).isEqualTo(swapped(there.files()));
    }

    private static <T> List<Change<T>> swapped(List<Change<T>> changes) {
        return changes.stream()
                .map(change -> new Change<>(change.name(), change.after(), change.before()))
                .toList();
    }

    /** From so small a world that equal parts are common. */
    @Provide
    Arbitrary<BundleDocument> documents() {
        Arbitrary<List<TensorEntry>> tensors = Arbitraries.maps(
                        Arbitraries.of("a", "b"), Arbitraries.of(Dtype.F32, Dtype.I32))
                .map(map -> map.entrySet().stream().map(entry -> tensor(entry)).toList());
        Arbitrary<String> hashes = Arbitraries.of("1".repeat(64), "2".repeat(64));
        Arbitrary<Optional<CanonicalSha>> parents =
                hashes.map(CanonicalSha::new).optional();
        return Combinators.combine(parents, configs(2), tensors, hashes)
                .as((parent, config, weights, hash) -> new BundleDocument(
                        parent, config, ImmutableList.copyOf(weights), ImmutableList.of(new FileEntry("f", 1, hash))));
    }

    private static Arbitrary<JsonValue> configs(int depth) {
        Arbitrary<JsonValue> leaves = Arbitraries.of(JsonNull.NULL, number("1"), number("1.0"), number("2"));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<JsonValue> inner = configs(depth - 1);
        Arbitrary<JsonValue> arrays = inner.list().ofMaxSize(2).map(JsonArray::of);
        Arbitrary<JsonValue> objects = Arbitraries.maps(Arbitraries.of("x", "y"), inner)
                .map(members -> {
                    JsonBuilder builder = JsonBuilder.object();
                    members.forEach(builder::put);
                    return builder.build();
                });
        return Arbitraries.oneOf(leaves, arrays, objects);
    }

    private static TensorEntry tensor(Map.Entry<String, Dtype> entry) {
        return new TensorEntry(entry.getKey(), entry.getValue(), ImmutableList.of(1L), "0".repeat(64));
    }

    private static JsonValue number(String literal) {
        return new JsonNumber(literal, Place.NONE);
    }
}
