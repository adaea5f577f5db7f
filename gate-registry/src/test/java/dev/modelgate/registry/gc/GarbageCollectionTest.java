package dev.modelgate.registry.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.DisposableArtifacts.Unfinished;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.registry.gc.GarbageCollection.Garbage;
import dev.modelgate.registry.rollback.Rollback;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarbageCollectionTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Clock MUCH_LATER = Clock.offset(TestRegistry.CLOCK, Duration.ofDays(31));

    @TempDir
    Path folder;

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private ProjectFolder project;
    private TestRegistry registry;

    /** A parent that was never promoted, two releases, and a model that nobody wanted. */
    @BeforeEach
    void four_models() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(store, project);
        registry.register("root");
        registry.register("one", Optional.of(project.sha("root")));
        CanonicalSha one =
                project.document("one", Optional.of(project.sha("root"))).sha();
        registry.promote(new dev.modelgate.registry.promote.Promotion.Request(
                one,
                dev.modelgate.registry.state.Semvers.parse("1.0.0"),
                Optional.of(project.judged("one", one, Optional.empty(), 96)),
                Optional.empty()));
        registry.release("two", "1.1.0");
        registry.register("unwanted");
        age();
    }

    @Test
    void only_what_was_never_promoted_and_is_no_ancestor_of_such_is_listed() throws IOException {
        assertThat(collection(MUCH_LATER).list(MONTH))
                .extracting(Garbage::sha, Garbage::why)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(project.sha("unwanted"), "never promoted"));
        assertThat(registry.artifacts().held()).hasSize(4);
    }

    @Test
    void listing_removes_nothing_and_deleting_what_was_listed() throws IOException {
        assertThat(collection(MUCH_LATER).delete(MONTH)).hasSize(1);

        assertThat(registry.artifacts().fetch(project.sha("unwanted"))).isEmpty();
        assertThat(registry.artifacts().held()).hasSize(3);
        assertThat(collection(MUCH_LATER).list(MONTH)).isEmpty();
        assertThat(registry.register("unwanted")).isNotNull();
        assertThat(registry.artifacts().fetch(project.sha("unwanted"))).isPresent();
    }

    @Test
    void what_a_rollback_could_need_stays_also_in_quarantine_and_after_a_step_back() throws IOException {
        Path refused = project.judged("two", registry.live().map(LivePointer::sha), 50);
        registry.quarantine("two", refused);
        assertThat(registry.rollback(new RollbackTarget.Back(1))).isInstanceOf(Rollback.RolledBack.class);

        collection(MUCH_LATER).delete(MONTH);

        assertThat(registry.artifacts().fetch(project.sha("two"))).isPresent();
        assertThat(registry.artifacts().held()).hasSize(3);
    }

    @Test
    void a_copy_that_a_killed_register_left_half_made_goes_when_it_is_a_day_old() throws IOException {
        Path draft = Files.createDirectories(project.file("artifacts").resolve(".drafts/draft-1/bundle"));
        Files.writeString(draft.resolve("weights"), "12345");
        Files.setLastModifiedTime(draft.getParent(), FileTime.from(TestRegistry.CLOCK.instant()));

        assertThat(collection(Clock.offset(TestRegistry.CLOCK, Duration.ofHours(23)))
                        .deleteAbandoned())
                .isEmpty();
        assertThat(collection(Clock.offset(TestRegistry.CLOCK, Duration.ofHours(25)))
                        .abandoned())
                .extracting(Unfinished::name, Unfinished::bytes)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("draft-1", 5L));
        assertThat(draft).exists();
        assertThat(collection(MUCH_LATER).deleteAbandoned()).hasSize(1);
        assertThat(draft).doesNotExist();
        assertThat(registry.artifacts().held()).hasSize(4);
    }

    @Test
    void what_is_young_stays() throws IOException {
        assertThat(collection(Clock.offset(TestRegistry.CLOCK, Duration.ofDays(29)))
                        .delete(MONTH))
                .isEmpty();
        assertThat(registry.artifacts().held()).hasSize(4);
    }

    @Test
    void bytes_that_a_register_left_behind_go_when_they_are_old_enough() throws IOException {
        registry.artifacts().put(project.document("lost", Optional.empty()), project.bundle("lost"));
        FileTime now = FileTime.from(MUCH_LATER.instant());
        Files.setLastModifiedTime(artifact("lost"), now);

        assertThat(collection(MUCH_LATER).list(MONTH)).extracting(Garbage::sha).doesNotContain(project.sha("lost"));
        age();
        assertThat(collection(MUCH_LATER).delete(MONTH))
                .extracting(Garbage::why)
                .containsExactlyInAnyOrder("never promoted", "no model of this registry");
    }

    @Test
    void a_registry_that_was_tampered_with_removes_nothing() {
        store.documents.remove("tags.json");

        assertThatThrownBy(() -> collection(MUCH_LATER).delete(MONTH))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("run 'gate registry verify'");
    }

    @Test
    void a_registry_that_is_not_there_makes_nothing_garbage() {
        store.documents.clear();
        store.lines.clear();

        assertThatThrownBy(() -> collection(MUCH_LATER).delete(MONTH)).hasMessageContaining("is empty or damaged");
    }

    private GarbageCollection collection(Clock clock) {
        return new GarbageCollection(registry.registry, registry.artifacts(), clock);
    }

    private Path artifact(String model) throws IOException {
        return project.file("artifacts").resolve(project.sha(model).hex());
    }

    /** The bytes came when the models were registered. */
    private void age() throws IOException {
        try (var places = Files.list(project.file("artifacts"))) {
            for (Path place : places.toList()) {
                Files.setLastModifiedTime(place, FileTime.from(ProjectFolder.NOW));
            }
        }
    }
}
