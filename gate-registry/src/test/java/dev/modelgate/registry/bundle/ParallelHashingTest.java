package dev.modelgate.registry.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import dev.modelgate.core.identity.FileEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelHashingTest {

    @TempDir
    private Path directory;

    /** The largest has more than its share and is read ahead; the others are read in turn. */
    @Test
    void gives_every_extent_its_own_hash_in_the_order_given() throws IOException {
        List<Extent> extents = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        Random random = new Random(7);
        for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 20 << 20, 200_000, 1 << 20}) {
            byte[] bytes = new byte[size + 20];
            random.nextBytes(bytes);
            Path file = Files.write(directory.resolve("f" + size), bytes);
            extents.add(new Extent("f" + size, file, 10, size));
            expected.add(Hashing.sha256().hashBytes(bytes, 10, size).toString());
        }

        assertThat(ParallelHashing.sha256(extents, ReadProgress.NONE)).isEqualTo(expected);
        Collections.reverse(extents);
        Collections.reverse(expected);
        assertThat(ParallelHashing.sha256(extents, ReadProgress.NONE)).isEqualTo(expected);
    }

    @Test
    void tells_of_every_byte_once_and_never_goes_back() {
        List<Long> told = Collections.synchronizedList(new ArrayList<>());
        Bundle bundle = Bundle.in(directory)
                .with("a.bin", new byte[9 << 20])
                .with("b.bin", new byte[3])
                .with("c", "");

        bundle.read((done, total) -> {
            assertThat(total).isEqualTo((9 << 20) + 3);
            told.add(done);
        });

        assertThat(told).isSorted().startsWith(0L).endsWith((9L << 20) + 3);
    }

    @Test
    void hashes_a_file_of_many_pieces_as_the_whole() {
        byte[] bytes = new byte[(17 << 20) + 5];
        new Random(1).nextBytes(bytes);

        assertThat(Bundle.in(directory).with("model.onnx", bytes).read().files())
                .containsExactly(new FileEntry(
                        "model.onnx",
                        bytes.length,
                        Hashing.sha256().hashBytes(bytes).toString()));
    }
}
