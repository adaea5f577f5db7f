package dev.modelgate.registry.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.registry.testing.RegistryStoreContractTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRegistryStoreTest extends RegistryStoreContractTest {

    private static final int SEGMENT = 4;

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();

    @Override
    protected RegistryStore store() {
        return store(Duration.ofSeconds(60));
    }

    private FileRegistryStore store(Duration patience) {
        return new FileRegistryStore(root(), notices::add, patience, SEGMENT);
    }

    private Path root() {
        return folder.resolve("a/registry");
    }

    private Path index() {
        return root().resolve("index.jsonl");
    }

    @Test
    void creates_nothing_when_it_is_only_read() throws IOException {
        store().read(reader -> reader.document(DocumentPath.TAGS));
        store().read(RegistryStore.Reader::lastEvent);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void seals_a_full_file_of_events_and_goes_on_in_a_new_one() throws IOException {
        append(10);

        assertThat(root().resolve("index/000001.jsonl")).hasContent("1\n2\n3\n4");
        assertThat(root().resolve("index/000002.jsonl")).hasContent("5\n6\n7\n8");
        assertThat(index()).hasContent("9\n10");
        assertThat(store().<List<String>>read(reader -> List.of(reader.place(4), reader.place(5), reader.place(10))))
                .containsExactly("index/000001.jsonl:4", "index/000002.jsonl:1", "index.jsonl:2");
    }

    @Test
    void finds_the_last_line_when_the_newest_file_was_just_sealed() throws IOException {
        append(4);
        Files.createDirectory(root().resolve("index"));
        Files.move(index(), root().resolve("index/000001.jsonl"));

        assertThat(last()).contains("4");
        append(5, 5);
        assertThat(all()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void names_the_sealed_file_when_one_is_missing() throws IOException {
        append(10);
        Files.delete(root().resolve("index/000001.jsonl"));

        assertThatThrownBy(this::last)
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("index/000001.jsonl is missing");
    }

    @Test
    void a_torn_last_line_is_ignored_by_readers_and_set_aside_by_the_next_writer() throws IOException {
        append(2);
        Files.writeString(index(), "{\"seq\":3,\"pr", StandardOpenOption.APPEND);

        assertThat(last()).contains("2");
        assertThat(all()).containsExactly("1", "2");
        assertThat(notices).isEmpty();

        append(3, 3);

        assertThat(index()).hasContent("1\n2\n3");
        assertThat(notices).singleElement().asString().contains("index.jsonl", "torn", "12 bytes were set aside");
        try (Stream<Path> aside = Files.list(root().resolve("torn"))) {
            assertThat(aside).singleElement().satisfies(file -> assertThat(file).hasContent("{\"seq\":3,\"pr"));
        }
    }

    @Test
    void a_torn_first_line_of_a_new_file_is_set_aside_too() throws IOException {
        append(4);
        Files.createDirectory(root().resolve("index"));
        Files.move(index(), root().resolve("index/000001.jsonl"));
        Files.writeString(index(), "{\"s");

        assertThat(last()).contains("4");
        append(5, 5);

        assertThat(all()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void reads_long_lines_from_behind() throws IOException {
        String line = "x".repeat(50_000);
        store().write(writer -> {
            writer.append(line);
            writer.append(line + "y");
            return true;
        });

        assertThat(last()).contains(line + "y");
    }

    @Test
    void a_line_that_is_not_utf8_is_not_mistaken_for_another() throws IOException {
        append(1);
        Files.write(index(), new byte[] {'{', (byte) 0xFF, '}', '\n'}, StandardOpenOption.APPEND);

        assertThat(last()).hasValueSatisfying(line -> assertThat(line).startsWith("not UTF-8"));
    }

    @Test
    void leaves_no_scratch_file_behind_a_crash() throws IOException {
        append(1);
        Files.writeString(root().resolve(".scratch"), "half");

        append(2, 2);

        assertThat(root().resolve(".scratch")).doesNotExist();
    }

    @Test
    void says_which_file_is_held_when_another_process_keeps_the_lock() throws Exception {
        append(1);
        Process holder = LockHolder.start(root().resolve(".lock"));
        try {
            assertThatThrownBy(() -> store(Duration.ofMillis(100)).write(writer -> true))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(".lock is held by another command");
            assertThatThrownBy(() -> store(Duration.ofMillis(100)).read(RegistryStore.Reader::lastEvent))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(".lock is held by another command");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(last()).contains("1");
    }

    @Test
    void waits_in_vain_with_a_message_when_another_thread_keeps_the_lock() throws Exception {
        append(1);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread writer = new Thread(() -> {
            try {
                store().write(state -> {
                    held.countDown();
                    Uninterruptibles.awaitUninterruptibly(done);
                    return true;
                });
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        writer.start();
        held.await();
        try {
            assertThatThrownBy(() -> store(Duration.ofMillis(50)).read(RegistryStore.Reader::lastEvent))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("held by another command");
        } finally {
            done.countDown();
            writer.join();
        }
    }

    @Test
    void refuses_to_be_called_from_within_its_own_work() throws IOException {
        append(1);

        assertThatThrownBy(() -> store().write(writer -> last())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store().read(reader -> last())).isInstanceOf(IllegalStateException.class);
        assertThat(last()).contains("1");
    }

    @Test
    void reads_a_copy_that_has_no_lock_file_and_creates_none() throws IOException {
        append(1);
        Files.delete(root().resolve(".lock"));

        assertThat(last()).contains("1");
        assertThat(root().resolve(".lock")).doesNotExist();
    }

    private void append(int lines) throws IOException {
        append(1, lines);
    }

    private void append(int first, int last) throws IOException {
        store().write(writer -> {
            for (int i = first; i <= last; i++) {
                writer.append(Integer.toString(i));
            }
            return true;
        });
    }

    private Optional<String> last() throws IOException {
        return store().read(RegistryStore.Reader::lastEvent);
    }

    private List<String> all() throws IOException {
        return store().read(reader -> {
            try (Stream<String> events = reader.events()) {
                return events.toList();
            }
        });
    }
}
