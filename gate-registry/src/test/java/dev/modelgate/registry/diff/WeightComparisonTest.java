package dev.modelgate.registry.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDiff;
import dev.modelgate.core.identity.Dtype;
import dev.modelgate.registry.bundle.Bundle;
import dev.modelgate.registry.bundle.ReadProgress;
import dev.modelgate.registry.bundle.StoredBytes;
import dev.modelgate.registry.bundle.StoredBytes.Weights;
import dev.modelgate.registry.diff.TensorDifference.Measured;
import dev.modelgate.registry.diff.TensorDifference.NotCompared;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightComparisonTest {

    @TempDir
    private Path before;

    @TempDir
    private Path after;

    /** Little-endian hex of two elements each; the second is the same on both sides. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "F64, 000000000000f03f, 00000000000004c0, 3.5",
        "F32, 0000803f, 000020c0, 3.5",
        "F16, 003c, 00c1, 3.5",
        "BF16, 803f, 20c0, 3.5",
        "I8, ff, 02, 3",
        "U8, ff, 02, 253",
        "I16, ffff, 0200, 3",
        "U16, ffff, 0200, 65533",
        "I32, ffffffff, 02000000, 3",
        "U32, ffffffff, 02000000, 4294967293",
        "I64, ffffffffffffffff, 0200000000000000, 3",
        "U64, ffffffffffffffff, feffffffffffffff, 1",
        "I64, 0000000000000080, ffffffffffffff7f, 1.8446744073709552E19"
    })
    void measures_the_largest_and_mean_difference_of_every_number_type(
            String dtype, String left, String right, double distance) {
        Measured measured = measured(dtype, bytes(left + left), bytes(right + left));

        assertThat(measured)
                .isEqualTo(new Measured(2, 1, OptionalDouble.of(distance), OptionalDouble.of(distance / 2), 0, 0));
    }

    @Test
    void counts_what_is_not_finite_and_leaves_it_out_of_the_mean() {
        float nan = Float.NaN;
        float inf = Float.POSITIVE_INFINITY;
        Measured measured =
                measured("F32", floats(1, nan, nan, inf, inf, 4, -0f), floats(2, nan, 7, inf, -inf, inf, 0f));

        assertThat(measured).isEqualTo(new Measured(7, 4, OptionalDouble.of(1), OptionalDouble.of(0.5), 4, 4));
    }

    @Test
    void has_no_difference_to_show_when_nothing_is_finite_on_both_sides() {
        Measured measured = measured("F32", floats(Float.NaN, 1), floats(2, Float.NaN));

        assertThat(measured).isEqualTo(new Measured(2, 2, OptionalDouble.empty(), OptionalDouble.empty(), 1, 1));
    }

    @Test
    void sees_other_bytes_of_the_same_numbers_as_no_difference() {
        Measured measured = measured("F32", floats(0f, 1), floats(-0f, 1));

        assertThat(measured).isEqualTo(new Measured(2, 0, OptionalDouble.of(0), OptionalDouble.of(0), 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOOL", "F8_E4M3", "F8_E5M2", "C64", "F4", "F6_E2M3"})
    void says_that_it_did_not_compare_what_is_no_plain_number(String dtype) {
        byte[] left = new byte[24];
        byte[] right = new byte[24];
        right[0] = 1;

        assertThat(difference(dtype, left, right))
                .isEqualTo(new NotCompared("elements of type %s are not compared as numbers".formatted(dtype)));
    }

    @Test
    void measures_tensors_larger_than_the_buffer_piece_by_piece() {
        int count = 100_003;
        ByteBuffer left = ByteBuffer.allocate(count * 8).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer right = ByteBuffer.allocate(count * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            left.putDouble(i);
            right.putDouble(i + i % 3);
        }

        Measured measured = measured("F64", left.array(), right.array());

        assertThat(measured.elements()).isEqualTo(count);
        assertThat(measured.differing()).isEqualTo(66_668);
        assertThat(measured.largest()).hasValue(2);
        assertThat(measured.mean()).hasValue(100_002.0 / count);
    }

    @Test
    void measures_only_what_changed_at_equal_type_and_shape_in_the_order_of_names() {
        Bundle left = Bundle.in(before)
                .with("a.safetensors", StoredBytes.safetensors(tensor("z", 1), tensor("same", 5), tensor("gone", 1)))
                .with("b.safetensors", StoredBytes.safetensors(tensor("a", 1), tensor("reshaped", 1, 2)));
        Bundle right = Bundle.in(after)
                .with(
                        "m.safetensors",
                        StoredBytes.safetensors(
                                tensor("a", 4),
                                tensor("reshaped", 1),
                                tensor("same", 5),
                                tensor("z", 2),
                                tensor("new", 1)));

        ImmutableMap<String, TensorDifference> differences = compare(left, right, ReadProgress.NONE);

        assertThat(differences.keySet()).containsExactly("a", "z");
        assertThat(((Measured) differences.get("a")).largest()).hasValue(3);
        assertThat(((Measured) differences.get("z")).largest()).hasValue(1);
    }

    @Test
    void is_empty_and_reads_nothing_when_no_weights_changed() {
        Bundle model = Bundle.in(before).with("m.safetensors", StoredBytes.safetensors(tensor("w", 1)));

        assertThat(WeightComparison.measure(
                        BundleDiff.between(model.read(), model.read()),
                        Path.of("nowhere"),
                        Path.of("nowhere"),
                        (d, t) -> {
                            throw new AssertionError("nothing is to be read");
                        }))
                .isEmpty();
    }

    @Test
    void tells_how_many_bytes_of_both_sides_are_read() {
        List<Long> told = new ArrayList<>();
        Bundle left = Bundle.in(before).with("m.safetensors", StoredBytes.safetensors(tensor("w", 1, 2)));
        Bundle right = Bundle.in(after).with("m.safetensors", StoredBytes.safetensors(tensor("w", 1, 3)));

        compare(left, right, (done, total) -> {
            assertThat(total).isEqualTo(16);
            told.add(done);
        });

        assertThat(told).containsExactly(0L, 16L);
    }

    @Test
    void cannot_judge_when_a_bundle_is_not_the_model_that_the_diff_speaks_of() {
        Bundle left = Bundle.in(before).with("m.safetensors", StoredBytes.safetensors(tensor("w", 1)));
        Bundle right = Bundle.in(after).with("m.safetensors", StoredBytes.safetensors(tensor("w", 2)));
        BundleDiff diff = BundleDiff.between(left.read(), right.read());
        right.with("m.safetensors", StoredBytes.safetensors(tensor("w", 2, 2)));

        assertThatThrownBy(() -> WeightComparison.measure(diff, before, after, ReadProgress.NONE))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("the tensor 'w' is not in the bundle as its identity says");
    }

    private Measured measured(String dtype, byte[] left, byte[] right) {
        return (Measured) difference(dtype, left, right);
    }

    private TensorDifference difference(String dtype, byte[] left, byte[] right) {
        BiConsumer<Path, byte[]> write = (directory, data) -> Bundle.in(directory)
                .with("m.safetensors", StoredBytes.safetensors(new Weights("w", dtype, shape(dtype, data), data)));
        write.accept(before, left);
        write.accept(after, right);
        return compare(Bundle.in(before), Bundle.in(after), ReadProgress.NONE).get("w");
    }

    private static ImmutableMap<String, TensorDifference> compare(Bundle left, Bundle right, ReadProgress progress) {
        return WeightComparison.measure(
                BundleDiff.between(left.read(), right.read()), left.directory(), right.directory(), progress);
    }

    private static List<Long> shape(String dtype, byte[] data) {
        int bits = Dtype.valueOf(dtype).bits();
        return List.of(data.length * 8L / bits);
    }

    private static Weights tensor(String name, float... values) {
        return new Weights(name, "F32", List.of((long) values.length), floats(values));
    }

    private static byte[] floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return buffer.array();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
