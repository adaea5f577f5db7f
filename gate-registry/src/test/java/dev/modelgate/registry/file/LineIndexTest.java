package dev.modelgate.registry.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineIndexTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void two_lines_that_are_known() throws IOException {
        file = Files.writeString(folder.resolve("index.jsonl"), "one\ntwo\n");
        assertThat(LineIndex.of(file).count()).isEqualTo(2);
    }

    @Test
    void finds_what_was_appended_and_leaves_out_a_torn_line() throws IOException {
        Files.writeString(file, "three\nfo", APPEND);
        assertThat(lines(3)).isEqualTo("one two three");
        assertThat(LineIndex.of(file).line(3)).isEmpty();

        Files.writeString(file, "ur\n", APPEND);
        assertThat(lines(4)).isEqualTo("one two three four");
    }

    @Test
    void looks_again_when_another_file_is_in_its_place() throws IOException {
        Files.move(file, folder.resolve("sealed"));
        Files.writeString(file, "a longer line\nand another one\nthree\n");

        assertThat(lines(3)).isEqualTo("a longer line and another one three");
    }

    @Test
    void looks_again_when_the_file_was_cut() throws IOException {
        Files.writeString(file, "o\n");

        assertThat(lines(1)).isEqualTo("o");
        assertThat(LineIndex.of(file).count()).isEqualTo(1);
    }

    @Test
    void a_file_that_is_not_there_has_no_lines() throws IOException {
        assertThat(LineIndex.of(folder.resolve("none")).count()).isZero();
        assertThat(LineIndex.of(folder.resolve("none")).line(0)).isEmpty();
    }

    private String lines(int count) throws IOException {
        LineIndex index = LineIndex.of(file);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            Optional<byte[]> line = index.line(i);
            all.append(i == 0 ? "" : " ").append(new String(line.orElseThrow(), UTF_8));
        }
        return all.toString();
    }
}
