package dev.modelgate.registry.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.file.FileRegistryStore;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.quarantine.Quarantine;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.rollback.Rollback;
import dev.modelgate.registry.rollback.RollbackTargets;
import dev.modelgate.registry.testing.CrashingStore;
import dev.modelgate.registry.testing.CrashingStore.Failure;
import dev.modelgate.registry.testing.FolderContent;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change that fails at any of its steps leaves the old state or the new one, for readers at once, on disk soon. */
class InterruptedChangeTest {

    @TempDir
    Path folder;

    private final List<String> storeNotices = new ArrayList<>();
    private ProjectFolder project;
    private Path verdict;

    @BeforeEach
    void a_registry_with_one_release_and_a_model_to_promote() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        TestRegistry registry = new TestRegistry(store(), project);
        assertThat(registry.release("clean", "v0.3.1")).isInstanceOf(Promotion.Promoted.class);
        registry.register("retrain");
        verdict = project.judged("retrain", Optional.of(project.sha("clean")), 97);
    }

    private interface Command {
        Object run(TestRegistry registry) throws IOException;
    }

    private Object promote(TestRegistry registry) throws IOException {
        return registry.promote("retrain", "v0.3.2", verdict);
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"DIES_BEFORE", "DIES_AFTER"})
    void a_promotion_that_dies_is_whole_or_undone(Failure failure) throws IOException {
        Map<String, String> before = content();
        Map<String, String> after = contentAfter(this::promote);

        int deaths = dieEverywhere(failure, this::promote, before, after);

        assertThat(deaths).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"DIES_BEFORE", "DIES_AFTER"})
    void a_registration_that_dies_is_whole_or_undone(Failure failure) throws IOException {
        Command register = registry -> registry.register("third");
        Map<String, String> before = content();
        Map<String, String> after = contentAfter(register);

        assertThat(dieEverywhere(failure, register, before, after)).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"DIES_BEFORE", "DIES_AFTER"})
    void a_rollback_that_dies_is_whole_or_undone(Failure failure) throws IOException {
        promote(new TestRegistry(store(), project));
        Command rollback = registry -> registry.rollback(RollbackTarget.Back.PREVIOUS);
        Map<String, String> before = content();
        Map<String, String> after = contentAfter(rollback);

        assertThat(dieEverywhere(failure, rollback, before, after)).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"DIES_BEFORE", "DIES_AFTER"})
    void the_same_command_again_ends_in_the_new_state_whatever_it_died_at(Failure failure) throws IOException {
        Path refused = refused();
        assertThat(dieAndRepeat(failure, registry -> registry.register("third")))
                .isEqualTo(5);
        assertThat(dieAndRepeat(failure, registry -> registry.quarantine("retrain", refused)))
                .isEqualTo(10);
        assertThat(dieAndRepeat(failure, this::ban)).isEqualTo(6);
        assertThat(dieAndRepeat(failure, this::promote)).isEqualTo(10);
        promote(new TestRegistry(store(), project));
        keep();
        assertThat(dieAndRepeat(
                        failure,
                        registry -> registry.rollback(
                                RollbackTarget.Back.PREVIOUS, Optional.of(RollbackTargets.parse("v0.3.2")))))
                .isEqualTo(5);
    }

    private Path refused() throws IOException {
        project.judged("refused", project.sha("retrain"), Optional.empty(), 50);
        return project.file("refused_verdict.json");
    }

    private Object ban(TestRegistry registry) throws IOException {
        return new Quarantine(registry.registry, TestRegistry.CLOCK)
                .ban(project.sha("retrain"), new EventBody.Statement("Ada", "it curses"));
    }

    /** Dies at each change in turn and does the same again, with nothing between; how many changes there are. */
    private int dieAndRepeat(Failure failure, Command command) throws IOException {
        Map<String, String> after = contentAfter(command);
        for (int change = 1; ; change++) {
            reset();
            if (!dies(command, new TestRegistry(new CrashingStore(store(), failure, change), project))) {
                reset();
                return change - 1;
            }
            TestRegistry again = new TestRegistry(store(), project);
            command.run(again);
            assertThat(content()).as("%s at change %d", failure, change).isEqualTo(after);
            assertThat(new RegistryVerifier(again.registry)
                            .run(Optional.empty())
                            .findings())
                    .isEmpty();
        }
    }

    @Test
    void verify_names_the_documents_that_a_crash_left_behind_until_the_same_command_finishes() throws IOException {
        dies(this::promote, new TestRegistry(new CrashingStore(store(), Failure.DIES_AFTER, 7), project));
        TestRegistry next = new TestRegistry(store(), project);

        RegistryVerifier.Report report = new RegistryVerifier(next.registry).run(Optional.empty());

        assertThat(report.findings()).isEmpty();
        assertThat(report.notes())
                .anySatisfy(note -> assertThat(note)
                        .contains("live.json", "head.json", "behind the events")
                        .doesNotContain("tags.json"));
        assertThat(promote(next)).isInstanceOf(Promotion.AlreadyPromoted.class);
        assertThat(Files.readString(registry().resolve("live.json"))).contains("v0.3.2");
        assertThat(new RegistryVerifier(next.registry).run(Optional.empty()).notes())
                .noneMatch(note -> note.contains("behind"));
    }

    @Test
    void a_rollback_cut_short_behind_its_event_and_asked_again_without_a_name_goes_back_once() throws IOException {
        promote(new TestRegistry(store(), project));
        keep();
        Command rollback = registry -> registry.rollback(RollbackTarget.Back.PREVIOUS);
        for (int change = 3; change <= 4; change++) {
            reset();
            dies(rollback, new TestRegistry(new CrashingStore(store(), Failure.DIES_BEFORE, change), project));
            TestRegistry next = new TestRegistry(store(), project);

            assertThat(rollback.run(next)).isInstanceOf(Rollback.AlreadyLive.class);

            assertThat(Files.readString(registry().resolve("live.json"))).contains("v0.3.1");
            assertThat(Files.exists(registry().resolve("intent.json"))).isFalse();
        }
    }

    /** Fails at each change in turn, on a fresh copy of the registry; how many there were. */
    private int dieEverywhere(Failure failure, Command command, Map<String, String> before, Map<String, String> after)
            throws IOException {
        for (int change = 1; ; change++) {
            reset();
            CrashingStore crashing = new CrashingStore(store(), failure, change);
            TestRegistry registry = new TestRegistry(crashing, project);
            if (!dies(command, registry)) {
                assertThat(content()).isEqualTo(after);
                return change - 1;
            }
            assertOldOrNew(before, after, command);
        }
    }

    private static boolean dies(Command command, TestRegistry registry) throws IOException {
        try {
            command.run(registry);
            return false;
        } catch (CrashingStore.Crash e) {
            return true;
        }
    }

    private void assertOldOrNew(Map<String, String> before, Map<String, String> after, Command command)
            throws IOException {
        TestRegistry next = new TestRegistry(store(), project);
        assertThat(new RegistryVerifier(next.registry).run(Optional.empty()).findings())
                .isEmpty();
        boolean happened = content().get("index.jsonl").equals(after.get("index.jsonl"));
        Optional<LivePointer> live = next.live();

        next.registry.write(editor -> true);

        assertThat(content()).isEqualTo(happened ? after : before);
        assertThat(next.live()).isEqualTo(live);
        command.run(next);
        assertThat(content()).containsAllEntriesOf(happened ? after : Map.of());
        assertThat(new RegistryVerifier(next.registry).run(Optional.empty()).findings())
                .isEmpty();
    }

    @Test
    void a_full_disk_leaves_every_file_as_it_was_and_the_next_try_succeeds() throws IOException {
        Map<String, String> before = content();
        for (int change = 1; change <= 7; change++) {
            TestRegistry failing =
                    new TestRegistry(new CrashingStore(store(), Failure.IO_ERROR_BEFORE, change), project);

            assertThatThrownBy(() -> promote(failing))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no space left on device");
            assertThat(content()).as("failed at change %d", change).isEqualTo(before);
        }
        assertThat(promote(new TestRegistry(store(), project))).isInstanceOf(Promotion.Promoted.class);
    }

    @Test
    void an_error_behind_the_event_does_not_undo_what_has_happened() throws IOException {
        Map<String, String> after = contentAfter(this::promote);
        for (int change = 8; change <= 10; change++) {
            reset();
            TestRegistry failing =
                    new TestRegistry(new CrashingStore(store(), Failure.IO_ERROR_BEFORE, change), project);

            assertThat(promote(failing)).isInstanceOf(Promotion.Promoted.class);
            assertThat(failing.notices).singleElement().asString().contains("the change is recorded");
            assertThat(new TestRegistry(store(), project).live().orElseThrow().semver())
                    .hasToString("v0.3.2");

            new TestRegistry(store(), project).registry.write(editor -> true);
            assertThat(content()).isEqualTo(after);
        }
    }

    @Test
    void an_append_that_reports_an_error_but_stands_has_happened() throws IOException {
        TestRegistry failing = new TestRegistry(new CrashingStore(store(), Failure.IO_ERROR_AFTER, 7), project);

        assertThat(promote(failing)).isInstanceOf(Promotion.Promoted.class);
        assertThat(failing.live().orElseThrow().semver()).hasToString("v0.3.2");
    }

    @Test
    void says_what_became_of_a_change_that_was_cut_short() throws IOException {
        dies(this::promote, new TestRegistry(new CrashingStore(store(), Failure.DIES_AFTER, 6), project));
        TestRegistry next = new TestRegistry(store(), project);

        next.registry.write(editor -> true);

        assertThat(next.notices).singleElement().asString().contains("cut short (event 5) was undone");
    }

    @Test
    void a_tag_without_its_event_reads_as_its_old_value() throws IOException {
        dies(this::promote, new TestRegistry(new CrashingStore(store(), Failure.DIES_AFTER, 6), project));

        assertThat(Files.readString(registry().resolve("tags.json"))).contains("v0.3.2");
        assertThat(new TestRegistry(store(), project)
                        .registry.<Optional<CanonicalSha>>read(
                                view -> view.tags().named(Semvers.parse("0.3.2"))))
                .isEmpty();
    }

    @Test
    void a_line_cut_in_half_loses_nothing_that_was_promoted() throws IOException {
        promote(new TestRegistry(store(), project));
        Files.writeString(registry().resolve("index.jsonl"), "{\"seq\":6,\"prev\":\"ab", StandardOpenOption.APPEND);
        TestRegistry next = new TestRegistry(store(), project);

        assertThat(next.live().orElseThrow().semver()).hasToString("v0.3.2");
        assertThat(next.rollback(RollbackTarget.Back.PREVIOUS)).isInstanceOf(Rollback.RolledBack.class);

        assertThat(storeNotices).singleElement().asString().contains("torn", "set aside");
        assertThat(new RegistryVerifier(next.registry).run(Optional.empty()).findings())
                .isEmpty();
    }

    @Test
    void nothing_is_written_behind_a_line_that_had_counted_and_was_cut() throws IOException {
        promote(new TestRegistry(store(), project));
        String index = Files.readString(registry().resolve("index.jsonl"));
        Files.writeString(registry().resolve("index.jsonl"), index.substring(0, index.length() - 40));
        Map<String, String> before = content();

        assertThatThrownBy(() -> new TestRegistry(store(), project).register("third"))
                .isInstanceOf(DamagedRegistryException.class)
                .hasMessageContaining("the chain ends at event 4")
                .hasMessageContaining("but head.json says event 5");
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void an_intent_that_fits_no_chain_stops_every_writer() throws IOException {
        dies(this::promote, new TestRegistry(new CrashingStore(store(), Failure.DIES_AFTER, 1), project));
        Files.writeString(registry().resolve("index.jsonl"), "", StandardOpenOption.TRUNCATE_EXISTING);

        assertThatThrownBy(() -> new TestRegistry(store(), project).registry.write(editor -> true))
                .isInstanceOf(DamagedRegistryException.class)
                .hasMessageContaining("intent.json prepares event 5, but the chain ends at event 0");
    }

    @Test
    void every_use_case_leaves_no_intent_behind() throws IOException {
        TestRegistry registry = new TestRegistry(store(), project);
        promote(registry);
        registry.rollback(RollbackTarget.Back.PREVIOUS);
        assertThat(registry.register("third")).isInstanceOf(Register.Registered.class);

        assertThat(store().<Optional<byte[]>>read(reader -> reader.document(DocumentPath.INTENT)))
                .isEmpty();
    }

    private RegistryStore store() {
        return new FileRegistryStore(registry(), storeNotices::add);
    }

    private Path registry() {
        return folder.resolve("registry");
    }

    private Map<String, String> content() throws IOException {
        return FolderContent.of(registry());
    }

    /** What the registry holds when nothing fails; the registry is as before then. */
    private Map<String, String> contentAfter(Command command) throws IOException {
        keep();
        command.run(new TestRegistry(store(), project));
        Map<String, String> after = content();
        reset();
        return after;
    }

    private void keep() throws IOException {
        if (Files.exists(folder.resolve("kept"))) {
            delete(folder.resolve("kept"));
        }
        copy(registry(), folder.resolve("kept"));
    }

    private void reset() throws IOException {
        if (Files.notExists(folder.resolve("kept"))) {
            keep();
        }
        delete(registry());
        copy(folder.resolve("kept"), registry());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
