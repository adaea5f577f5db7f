package dev.modelgate.registry.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.file.FileRegistryStore;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.testing.CrashingStore;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.RealPostgres;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryCopyTest {

    @TempDir
    Path folder;

    private final InMemoryRegistryStore source = new InMemoryRegistryStore();
    private final InMemoryRegistryStore target = new InMemoryRegistryStore();
    private ProjectFolder project;
    private TestRegistry registry;

    @BeforeEach
    void two_releases() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(source, project);
        registry.release("one", "1.0.0");
        registry.release("two", "1.1.0");
    }

    @Test
    void gives_the_same_bytes_in_files_and_in_git_and_back() throws Exception {
        Git.init()
                .setBare(true)
                .setDirectory(folder.resolve("remote.git").toFile())
                .call()
                .close();
        RegistryStore files = new FileRegistryStore(folder.resolve("files"), notice -> {});
        RegistryStore git = Registries.store(
                folder, "git+file://" + folder.resolve("remote.git"), Map.of("HOME", folder.toString()), notice -> {});

        RegistryCopy.Result first = copy(source, files);

        assertThat(first).isEqualTo(new RegistryCopy.Copied(head(), 5, source.documents.size()));
        copy(files, git);
        copy(git, target);
        assertThat(content(files)).isEqualTo(source.snapshot());
        assertThat(content(git)).isEqualTo(source.snapshot());
        assertThat(target.snapshot()).isEqualTo(source.snapshot());
    }

    @Test
    @Tag("real")
    void gives_the_same_bytes_in_postgresql_and_back() throws Exception {
        try (RealPostgres server = RealPostgres.start();
                RegistryStore postgres =
                        Registries.store(folder, server.freshUri(), server.credentials(), notice -> {})) {
            copy(source, postgres);
            copy(postgres, target);

            assertThat(content(postgres)).isEqualTo(source.snapshot());
            assertThat(target.snapshot()).isEqualTo(source.snapshot());
        }
    }

    @Test
    void brings_an_older_state_of_the_same_registry_up_to_date() throws IOException {
        copy(source, target);
        registry.release("three", "1.2.0");

        assertThat(copy(source, target)).isEqualTo(new RegistryCopy.Copied(head(), 2, source.documents.size()));
        assertThat(target.snapshot()).isEqualTo(source.snapshot());
        assertThat(copy(source, target)).isEqualTo(new RegistryCopy.Copied(head(), 0, source.documents.size()));
    }

    @Test
    void refuses_a_target_that_has_another_history_or_a_longer_one() throws IOException {
        copy(source, target);
        new TestRegistry(target, project).release("theirs", "2.0.0");
        Map<String, String> before = target.snapshot();

        assertThat(copy(source, target))
                .isInstanceOfSatisfying(
                        RegistryCopy.Refused.class,
                        refused -> assertThat(refused.message()).contains("memory is ahead: event 6 is not in"));
        registry.release("mine", "1.2.0");
        assertForked(source, target);
        assertThat(target.snapshot()).isEqualTo(before);
    }

    @Test
    void refuses_a_source_that_was_tampered_with() throws IOException {
        source.documents.put("tags.json", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(copy(source, target))
                .isInstanceOfSatisfying(
                        RegistryCopy.Damaged.class,
                        damaged -> assertThat(damaged.findings()).isNotEmpty());
        assertThat(target.writes).isZero();
    }

    @Test
    void never_copies_between_development_and_production() throws IOException {
        InMemoryRegistryStore development = new InMemoryRegistryStore();
        new Register(
                        new Registry(development, Environment.DEVELOPMENT, notice -> {}),
                        registry.artifacts(),
                        TestRegistry.CLOCK)
                .run(new Register.Request(
                        project.document("dev", Optional.empty()),
                        project.bundle("dev"),
                        Optional.of("grammar-tutor"),
                        LineageFacts.UNKNOWN));
        Map<String, String> before = source.snapshot();

        for (Environment environment : Environment.values()) {
            for (RegistryStore[] pair : new RegistryStore[][] {{development, source}, {source, development}}) {
                assertThatThrownBy(
                                () -> new RegistryCopy(named(pair[0], "from"), named(pair[1], "to"), environment).run())
                        .isInstanceOf(CannotJudgeException.class)
                        .hasMessageContaining("GATE_ENV");
            }
        }
        assertThatThrownBy(() -> copy(development, target)).hasMessageContaining("is a development registry");
        assertThat(source.snapshot()).isEqualTo(before);
        assertThat(target.writes).isZero();

        new RegistryCopy(named(development, "from"), target, Environment.DEVELOPMENT).run();
        assertThatThrownBy(() -> new Registry(target, Environment.PRODUCTION, notice -> {}).read(view -> view.live()))
                .hasMessageContaining("is a development registry");
    }

    @Test
    void a_copy_of_nothing_or_onto_itself_is_an_error() {
        assertThatThrownBy(() -> copy(new InMemoryRegistryStore(), target)).hasMessageContaining("holds nothing");
        assertThatThrownBy(() -> new RegistryCopy(source, source, Environment.PRODUCTION).run())
                .hasMessageContaining("source and target are both memory");
    }

    @Test
    void a_copy_that_was_cut_short_is_accepted_by_no_writer_and_completed_by_the_next_copy() throws IOException {
        for (int change = 1; change <= source.documents.size() + 5; change++) {
            InMemoryRegistryStore cut = new InMemoryRegistryStore();
            CrashingStore crashing = new CrashingStore(cut, CrashingStore.Failure.DIES_BEFORE, change);
            assertThatThrownBy(() -> copy(source, crashing)).isInstanceOf(CrashingStore.Crash.class);

            if (!cut.lines.isEmpty()) {
                assertThatThrownBy(() -> new TestRegistry(cut, project).register("four"))
                        .isInstanceOf(CannotJudgeException.class);
            }
            copy(source, cut);
            assertThat(cut.snapshot()).isEqualTo(source.snapshot());
        }
    }

    static void assertForked(RegistryStore from, RegistryStore to) throws IOException {
        assertThat(copy(from, to))
                .isInstanceOfSatisfying(
                        RegistryCopy.Refused.class,
                        refused -> assertThat(refused.message())
                                .startsWith("CHAIN_FORKED: event 6 of ")
                                .contains("gate registry rebase"));
    }

    private static RegistryCopy.Result copy(RegistryStore from, RegistryStore to) throws IOException {
        return new RegistryCopy(named(from, "source"), to, Environment.PRODUCTION).run();
    }

    private Head head() throws IOException {
        return new RegistryVerifier(registry.registry).run(Optional.empty()).head();
    }

    /** Two stores in memory have one name. */
    private static RegistryStore named(RegistryStore store, String name) {
        return new RegistryStore() {
            @Override
            public <T> T read(Work<Reader, T> work) throws IOException {
                return store.read(work);
            }

            @Override
            public <T> T write(Work<Writer, T> work) throws IOException {
                return store.write(work);
            }

            @Override
            public String uri() {
                return name;
            }

            @Override
            public void close() throws IOException {
                store.close();
            }
        };
    }

    private static Map<String, String> content(RegistryStore store) throws IOException {
        return store.read(reader -> {
            Map<String, String> content = new TreeMap<>();
            for (DocumentPath path : reader.documents()) {
                content.put(path.text(), new String(reader.document(path).orElseThrow(), StandardCharsets.UTF_8));
            }
            try (Stream<String> lines = reader.events()) {
                List<String> all = lines.toList();
                content.put("lines", String.join("\n", all));
            }
            return content;
        });
    }
}
