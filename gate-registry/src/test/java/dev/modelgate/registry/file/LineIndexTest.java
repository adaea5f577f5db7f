package dev.modelgate.registry.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineIndexTest {

    @TempDir
    Path folder;

    @Test
    void finds_each_line_in_any_order_and_across_blocks() throws IOException {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            lines.add("x".repeat(random.nextInt(i % 100 == 0 ? 70_000 : 60)) + i);
        }
        LineIndex index = new LineIndex(file(String.join("\n", lines) + "\n"));

        for (int i = 0; i < lines.size(); i++) {
            int wanted = random.nextInt(lines.size());
            assertThat(text(index.line(wanted))).isEqualTo(lines.get(wanted));
        }
        assertThat(index.count()).isEqualTo(3_000);
        assertThat(index.line(3_000)).isEmpty();
    }

    @Test
    void leaves_out_a_torn_line_until_it_is_whole() throws IOException {
        Path file = file("one\ntwo\nth");
        LineIndex index = new LineIndex(file);
        assertThat(index.count()).isEqualTo(2);
        assertThat(index.line(2)).isEmpty();

        Files.writeString(file, "ree\n\n", APPEND);

        assertThat(text(index.line(2))).isEqualTo("three");
        assertThat(text(index.line(3))).isEmpty();
        assertThat(index.count()).isEqualTo(4);
    }

    @Test
    void a_file_that_is_not_there_has_no_lines() throws IOException {
        LineIndex index = new LineIndex(folder.resolve("none"));

        assertThat(index.count()).isZero();
        assertThat(index.line(0)).isEmpty();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("index.jsonl"), text);
    }

    private static String text(Optional<byte[]> line) {
        return new String(line.orElseThrow(), UTF_8);
    }
}
