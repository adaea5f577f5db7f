package dev.modelgate.registry.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.registry.bundle.StoredBytes.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeProperty;

/** What never changes the identity of a model, and what always does. */
class BundleReaderPropertyTest {

    private Path directory;

    @BeforeProperty
    void createDirectory() throws IOException {
        directory = Files.createTempDirectory("bundle");
    }

    @AfterTry
    void empty() throws IOException {
        MoreFiles.deleteDirectoryContents(directory, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    @AfterProperty
    void deleteDirectory() throws IOException {
        Files.delete(directory);
    }

    @Property(tries = 200)
    void order_in_header_and_data_padding_and_metadata_do_not_count(
            @ForAll("tensors") List<Weights> tensors,
            @ForAll Random random,
            @ForAll @IntRange(max = 20) int padding,
            @ForAll boolean metadata) {
        String plain =
                model(StoredBytes.safetensors(tensors.toArray(Weights[]::new))).sha();

        byte[] other = StoredBytes.safetensors(shuffled(tensors, random), shuffled(tensors, random), padding, metadata);

        assertThat(model(other).sha()).isEqualTo(plain);
    }

    @Property(tries = 200)
    void the_split_over_files_does_not_count(
            @ForAll("tensors") List<Weights> tensors,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 4) int shards)
            throws IOException {
        String plain =
                model(StoredBytes.safetensors(tensors.toArray(Weights[]::new))).sha();
        empty();
        Map<Integer, List<Weights>> split = new LinkedHashMap<>();
        tensors.forEach(tensor -> split.computeIfAbsent(random.nextInt(shards), shard -> new ArrayList<>())
                .add(tensor));

        split.forEach((shard, part) -> bundle().with(
                        "part-%d/m.safetensors".formatted(shard),
                        StoredBytes.safetensors(part.toArray(Weights[]::new))));

        assertThat(bundle().with("tokenizer.json", "{}")
                        .with("config.json", "{\"a\":1}")
                        .sha())
                .isEqualTo(plain);
    }

    @Property(tries = 200)
    void any_flipped_bit_of_a_tensor_counts(@ForAll("tensors") List<Weights> tensors, @ForAll Random random) {
        byte[] file = StoredBytes.safetensors(tensors.toArray(Weights[]::new));
        int dataBytes =
                tensors.stream().mapToInt(tensor -> tensor.data().length).sum();
        String plain = model(file).sha();
        if (dataBytes > 0) {
            flip(file, file.length - 1 - random.nextInt(dataBytes), random);

            assertThat(model(file).sha()).isNotEqualTo(plain);
        }
    }

    @Property(tries = 200)
    void any_flipped_bit_of_a_file_counts(@ForAll byte[] content, @ForAll Random random) {
        String plain = bundle().with("model.onnx", content).sha();
        if (content.length > 0) {
            flip(content, random.nextInt(content.length), random);

            assertThat(bundle().with("model.onnx", content).sha()).isNotEqualTo(plain);
        }
    }

    @Property(tries = 200)
    void the_name_of_a_file_counts(@ForAll("names") String one, @ForAll("names") String other) throws IOException {
        String first = bundle().with(one, "x").sha();
        empty();

        assertThat(bundle().with(other, "x").sha().equals(first)).isEqualTo(one.equals(other));
    }

    /** A flipped bit makes the configuration another value, another spelling of the same value, or no JSON. */
    @Property(tries = 500)
    void any_flipped_bit_of_the_configuration_is_an_error_or_another_model(@ForAll Random random) {
        byte[] config = "{\"hidden\":64,\"act\":\"gelu\",\"a\":[1,2.5,true,null]}".getBytes(StandardCharsets.UTF_8);
        String plain = bundle().withWeights().with("config.json", config).sha();

        flip(config, random.nextInt(config.length), random);

        assertThat(shaOrError(bundle().with("config.json", config))).isNotEqualTo(plain);
    }

    /** Whatever happens to a header: the same model, another model or an error, but never a crash. */
    @Property(tries = 1000)
    void a_damaged_header_is_never_a_crash(@ForAll("tensors") List<Weights> tensors, @ForAll Random random) {
        byte[] file = StoredBytes.safetensors(tensors.toArray(Weights[]::new));
        for (int i = random.nextInt(3); i >= 0; i--) {
            file[random.nextInt(file.length)] = (byte) random.nextInt(256);
        }

        assertThat(shaOrError(model(file))).isNotEmpty();
    }

    @Property(tries = 100)
    void a_cut_file_is_always_an_error(@ForAll("tensors") List<Weights> tensors, @ForAll Random random) {
        byte[] file = StoredBytes.safetensors(tensors.toArray(Weights[]::new));

        model(Arrays.copyOf(file, random.nextInt(file.length))).assertError().hasMessageContaining("m.safetensors");
    }

    @Provide
    Arbitrary<List<Weights>> tensors() {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("abé.\"\\😀")
                .ofMinLength(1)
                .ofMaxLength(4)
                .filter(name -> StandardCharsets.UTF_8.newEncoder().canEncode(name));
        Arbitrary<Weights> tensors = Combinators.combine(
                        names, Arbitraries.of(1L, 2L, 4L), Arbitraries.longs().between(0, 3))
                .flatAs((name, bytes, rows) -> Arbitraries.bytes()
                        .array(byte[].class)
                        .ofSize((int) (bytes * rows))
                        .map(data -> new Weights(name, dtype(bytes), List.of(rows, 1L), data)));
        return tensors.list().ofMinSize(1).ofMaxSize(6).uniqueElements(Weights::name);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "A", "b/a", "b/A", "é", "e\u0301", "a b", "model.onnx");
    }

    private static String dtype(long bytes) {
        return bytes == 1 ? "I8" : bytes == 2 ? "F16" : "F32";
    }

    private Bundle bundle() {
        return Bundle.in(directory);
    }

    private Bundle model(byte[] safetensors) {
        return bundle().with("tokenizer.json", "{}")
                .with("config.json", "{\"a\":1}")
                .with("m.safetensors", safetensors);
    }

    private static String shaOrError(Bundle bundle) {
        try {
            return bundle.sha();
        } catch (CannotJudgeException e) {
            return e.getMessage();
        }
    }

    private static void flip(byte[] bytes, int index, Random random) {
        bytes[index] ^= (byte) (1 << random.nextInt(8));
    }

    private static <T> List<T> shuffled(List<T> items, Random random) {
        List<T> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
