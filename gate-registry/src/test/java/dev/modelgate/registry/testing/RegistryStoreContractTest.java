package dev.modelgate.registry.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.BranchName;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.verdict.Reason;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.register.BranchEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises, whatever it keeps a registry in. */
@Timeout(120)
public abstract class RegistryStoreContractTest {

    private static final DocumentPath NOTE = new DocumentPath("notes/a.json");

    /** A store that nobody wrote to; the same one at every call within a test. */
    protected abstract RegistryStore store() throws IOException;

    @Test
    void reads_as_empty_when_nobody_wrote() throws IOException {
        RegistryStore store = store();

        assertThat(store.<Optional<byte[]>>read(reader -> reader.document(NOTE)))
                .isEmpty();
        assertThat(store.<List<DocumentPath>>read(reader -> reader.documents("notes")))
                .isEmpty();
        assertThat(store.<Optional<String>>read(RegistryStore.Reader::lastEvent))
                .isEmpty();
        assertThat(store.<Optional<String>>read(reader -> reader.event(1))).isEmpty();
        assertThat(all(store)).isEmpty();
    }

    @Test
    void gives_back_the_bytes_of_a_document_and_replaces_it_whole() throws IOException {
        RegistryStore store = store();
        byte[] first = {0, '\n', (byte) 0xFF, 'a'};

        put(store, NOTE, first);
        assertThat(read(store, NOTE)).contains(first);

        put(store, NOTE, "b".getBytes(UTF_8));
        assertThat(read(store, NOTE)).contains("b".getBytes(UTF_8));
    }

    @Test
    void forgets_a_document_when_it_is_removed_and_does_not_mind_one_that_is_not_there() throws IOException {
        RegistryStore store = store();
        put(store, NOTE, "a".getBytes(UTF_8));

        remove(store, NOTE);
        remove(store, NOTE);

        assertThat(read(store, NOTE)).isEmpty();
    }

    @Test
    void lists_the_documents_of_one_folder_sorted() throws IOException {
        RegistryStore store = store();
        for (String path :
                List.of("notes/b.json", "notes/a.json", "notes/deeper/c.json", "notes.json", "other/d.json")) {
            put(store, new DocumentPath(path), new byte[0]);
        }

        assertThat(store.<List<DocumentPath>>read(reader -> reader.documents("notes")))
                .extracting(DocumentPath::text)
                .containsExactly("notes/a.json", "notes/b.json");
    }

    @Test
    void lists_every_document_and_none_of_the_chain() throws IOException {
        RegistryStore store = store();
        assertThat(store.<List<DocumentPath>>read(RegistryStore.Reader::documents))
                .isEmpty();
        store.write(writer -> {
            for (String path : List.of("z.json", "notes/deeper/c.json", "notes/a.json", "notes-a.json")) {
                writer.put(new DocumentPath(path), new byte[0]);
            }
            writer.append("{}");
            assertThat(writer.documents()).hasSize(4);
            return true;
        });

        assertThat(store.<List<DocumentPath>>read(RegistryStore.Reader::documents))
                .extracting(DocumentPath::text)
                .containsExactly("notes-a.json", "notes/a.json", "notes/deeper/c.json", "z.json");
    }

    @Test
    void appends_many_lines_behind_those_that_are_there() throws IOException {
        RegistryStore store = store();
        List<String> lines =
                IntStream.rangeClosed(1, 1_234).mapToObj(Integer::toString).toList();

        append(store, lines.get(0));
        store.write(writer -> {
            writer.appendAll(lines.subList(1, 30).iterator());
            writer.appendAll(lines.subList(30, lines.size()).iterator());
            assertThat(writer.lastEvent()).contains("1234");
            return true;
        });
        append(store, "more");

        assertThat(all(store)).startsWith("1", "2").endsWith("1234", "more").hasSize(1_235);
        assertThat(store.<Optional<String>>read(reader -> reader.event(777))).contains("777");
    }

    @Test
    void keeps_lines_in_order_and_finds_each_by_its_number() throws IOException {
        RegistryStore store = store();
        List<String> lines =
                IntStream.rangeClosed(1, 25).mapToObj(i -> "{\"é\":" + i + "}").toList();
        for (String line : lines) {
            append(store, line);
        }

        assertThat(all(store)).containsExactlyElementsOf(lines);
        assertThat(store.<Optional<String>>read(RegistryStore.Reader::lastEvent))
                .contains(lines.get(24));
        for (int number = 1; number <= 25; number++) {
            long wanted = number;
            assertThat(store.<Optional<String>>read(reader -> reader.event(wanted)))
                    .contains(lines.get(number - 1));
        }
        assertThat(store.<Optional<String>>read(reader -> reader.event(0))).isEmpty();
        assertThat(store.<Optional<String>>read(reader -> reader.event(26))).isEmpty();
    }

    @Test
    void names_a_place_for_each_line_that_no_other_line_has() throws IOException {
        RegistryStore store = store();
        for (int i = 0; i < 12; i++) {
            append(store, "{}");
        }

        List<String> places = store.read(
                reader -> IntStream.rangeClosed(1, 12).mapToObj(reader::place).toList());

        assertThat(places).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void a_writer_sees_what_it_wrote_itself() throws IOException {
        store().write(writer -> {
            writer.put(NOTE, "a".getBytes(UTF_8));
            assertThat(writer.document(NOTE)).contains("a".getBytes(UTF_8));
            assertThat(writer.documents("notes")).containsExactly(NOTE);
            writer.append("{}");
            assertThat(writer.lastEvent()).contains("{}");
            assertThat(writer.event(1)).contains("{}");
            writer.remove(NOTE);
            assertThat(writer.document(NOTE)).isEmpty();
            return true;
        });
    }

    @Test
    void refuses_a_line_that_holds_a_newline() throws IOException {
        RegistryStore store = store();

        assertThatThrownBy(() -> append(store, "{}\n{}")).isInstanceOf(IllegalArgumentException.class);
        assertThat(all(store)).isEmpty();
    }

    @Test
    void passes_on_what_the_work_throws_and_stays_usable() throws IOException {
        RegistryStore store = store();

        assertThatThrownBy(() -> store.write(writer -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no");
        append(store, "{}");
        assertThat(all(store)).containsExactly("{}");
    }

    @Test
    void writers_exclude_each_other_and_readers_see_no_half() throws Exception {
        RegistryStore store = store();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Boolean>> done = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                done.add(threads.submit(() -> appendNext(store, 15)));
                done.add(threads.submit(() -> readerSeesWholeStates(store, 60)));
            }
            for (Future<Boolean> each : done) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(all(store))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 45).mapToObj(Integer::toString).toList());
    }

    @Test
    void keeps_the_branch_whose_rules_count_and_promotes_by_no_other(@TempDir Path folder) throws Exception {
        ProjectFolder project = ProjectFolder.create(folder.resolve("project"));
        TestRegistry registry = new TestRegistry(store(), project);
        registry.register("clean");
        BranchName other = new BranchName("release/1");
        try (Git git = Git.open(project.root.toFile())) {
            git.branchCreate().setName(other.text()).call();
        }
        Files.writeString(project.file("notes.txt"), "not released");
        project.commit("notes.txt");
        Path verdict = project.judged("clean", Optional.empty(), 96);

        new BranchEdit(registry.registry, TestRegistry.CLOCK).run(other);
        Promotion.Result refused = registry.promote("clean", "v1.0.0", verdict);
        new BranchEdit(registry.registry, TestRegistry.CLOCK).run(ProjectFolder.BRANCH);

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Promotion.Refused.class,
                        result -> assertThat(result.reasons())
                                .extracting(Reason::code)
                                .containsExactly(ReasonCode.BASE_NOT_ON_BRANCH));
        assertThat(registry.promote("clean", "v1.0.0", verdict)).isInstanceOf(Promotion.Promoted.class);
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .isEmpty();
    }

    /** Lost updates show as a number that occurs twice. */
    private static boolean appendNext(RegistryStore store, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            store.write(writer -> {
                int next = writer.lastEvent().map(Integer::parseInt).orElse(0) + 1;
                writer.put(NOTE, Integer.toString(next).getBytes(UTF_8));
                writer.append(Integer.toString(next));
                return true;
            });
        }
        return true;
    }

    private static boolean readerSeesWholeStates(RegistryStore store, int times) throws IOException {
        boolean whole = true;
        for (int i = 0; i < times; i++) {
            whole &= store.<Boolean>read(reader ->
                    reader.lastEvent().equals(reader.document(NOTE).map(bytes -> new String(bytes, UTF_8))));
        }
        return whole;
    }

    private static List<String> all(RegistryStore store) throws IOException {
        return store.read(reader -> {
            try (Stream<String> events = reader.events()) {
                return events.toList();
            }
        });
    }

    private static Optional<byte[]> read(RegistryStore store, DocumentPath path) throws IOException {
        return store.read(reader -> reader.document(path));
    }

    private static void put(RegistryStore store, DocumentPath path, byte[] bytes) throws IOException {
        store.write(writer -> {
            writer.put(path, bytes);
            return true;
        });
    }

    private static void remove(RegistryStore store, DocumentPath path) throws IOException {
        store.write(writer -> {
            writer.remove(path);
            return true;
        });
    }

    private static void append(RegistryStore store, String line) throws IOException {
        store.write(writer -> {
            writer.append(line);
            return true;
        });
    }
}
