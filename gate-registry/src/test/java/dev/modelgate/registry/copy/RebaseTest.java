package dev.modelgate.registry.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.browse.RegistryListing;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.quarantine.Quarantine;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebaseTest {

    @TempDir
    Path folder;

    private final InMemoryRegistryStore mineStore = new InMemoryRegistryStore();
    private final InMemoryRegistryStore theirsStore = new InMemoryRegistryStore();
    private ProjectFolder project;
    private TestRegistry mine;
    private TestRegistry theirs;

    /** Both sides know two releases; the second is live. */
    @BeforeEach
    void one_history_in_two_places() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        mine = new TestRegistry(mineStore, project);
        mine.release("one", "1.0.0");
        mine.release("two", "1.1.0");
        theirsStore.lines.addAll(mineStore.lines);
        theirsStore.documents.putAll(mineStore.documents);
        theirs = new TestRegistry(theirsStore, project);
    }

    @Test
    void does_again_what_still_holds_and_leaves_a_whole_registry() throws IOException {
        theirs.register("their model");
        mine.release("three", "1.2.0");
        mine.rollback(new RollbackTarget.Back(1));
        quarantine(mine, "three");

        assertThat(rebase())
                .isInstanceOfSatisfying(
                        Rebase.Rebased.class,
                        done -> assertThat(new long[] {
                                    done.common(),
                                    done.added(),
                                    done.known(),
                                    done.head().seq()
                                })
                                .containsExactly(5, 4, 0, 10));

        assertWhole(theirs);
        assertThat(theirs.live().map(LivePointer::sha)).contains(project.sha("two"));
        assertThat(new RegistryListing(theirs.registry).list())
                .hasSize(4)
                .filteredOn(model -> model.quarantined())
                .singleElement()
                .satisfies(model -> assertThat(model.entry().registeredSeq()).isEqualTo(7));
        theirs.release("four", "1.3.0");
        assertThat(theirs.rollback(new RollbackTarget.Back(1))).isNotNull();
        assertWhole(theirs);
    }

    @Test
    void what_both_did_is_known_and_not_done_twice() throws IOException {
        theirs.release("three", "1.2.0");
        theirs.register("more");
        mine.register("more");
        mine.register("three");
        mine.promote("three", "1.2.0", project.file("three_verdict.json"));

        assertThat(rebase())
                .isInstanceOfSatisfying(
                        Rebase.Rebased.class,
                        done -> assertThat(new long[] {done.added(), done.known()})
                                .containsExactly(0, 3));
        assertWhole(theirs);
    }

    @Test
    void nothing_is_done_when_one_side_is_the_beginning_of_the_other() throws IOException {
        theirs.release("three", "1.2.0");
        Map<String, String> before = theirsStore.snapshot();

        assertThat(rebase())
                .isInstanceOfSatisfying(
                        Rebase.Rebased.class, done -> assertThat(done.added()).isZero());
        assertThat(theirsStore.snapshot()).isEqualTo(before);
    }

    @Test
    void a_version_that_names_another_model_there_conflicts_and_nothing_is_changed() throws IOException {
        theirs.release("theirs", "1.2.0");
        mine.release("three", "1.2.0");

        assertConflicts("v1.2.0 (", "was promoted, but there the version names model");
    }

    @Test
    void a_promotion_over_another_model_conflicts() throws IOException {
        theirs.release("theirs", "1.2.0");
        mine.release("three", "1.3.0");

        assertConflicts("was promoted over v1.1.0", "but there v1.2.0", "evaluate and promote it again");
    }

    @Test
    void a_rollback_from_another_release_conflicts() throws IOException {
        theirs.release("theirs", "1.2.0");
        mine.rollback(new RollbackTarget.Back(1));

        assertConflicts("v1.1.0", "was taken back, but there v1.2.0");
    }

    @Test
    void content_that_is_in_quarantine_there_does_not_go_live() throws IOException {
        theirs.register("three");
        quarantine(theirs, "three");
        mine.release("three", "1.2.0");

        assertConflicts("went live, but there its content is in quarantine");
    }

    @Test
    void a_side_that_was_tampered_with_is_refused() throws IOException {
        mine.release("three", "1.2.0");
        mineStore.documents.remove("live.json");

        assertThat(rebase()).isInstanceOf(Rebase.Refused.class);
    }

    @Test
    void two_registries_without_a_common_beginning_are_no_fork() throws IOException {
        theirsStore.lines.clear();
        theirsStore.documents.clear();
        Register.Request other = new Register.Request(
                project.document("other", Optional.empty()),
                project.bundle("other"),
                Optional.of("another line of models"),
                LineageFacts.UNKNOWN);
        new Register(theirs.registry, theirs.artifacts(), TestRegistry.CLOCK).run(other);

        assertThatThrownBy(this::rebase)
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("share no event");
    }

    @Test
    void a_copy_onto_the_other_side_of_a_fork_says_that_it_is_one() throws IOException {
        theirs.register("theirs");
        mine.register("mine");

        RegistryCopyTest.assertForked(mineStore, theirsStore);
    }

    private Rebase.Result rebase() throws IOException {
        return new Rebase(mine.registry, theirs.registry).run();
    }

    private void assertConflicts(String... words) throws IOException {
        Map<String, String> before = theirsStore.snapshot();

        assertThat(rebase())
                .isInstanceOfSatisfying(
                        Rebase.Refused.class,
                        refused -> assertThat(refused.findings().stream()
                                        .map(Finding::message)
                                        .findFirst()
                                        .orElseThrow())
                                .contains(words));
        assertThat(theirsStore.snapshot()).isEqualTo(before);
    }

    private void quarantine(TestRegistry registry, String model) throws IOException {
        Optional<CanonicalSha> live = registry.live().map(LivePointer::sha);
        Path verdict = project.judged("bad " + model, project.sha(model), live, 50);
        assertThat(registry.quarantine(model, verdict)).isInstanceOf(Quarantine.Ordered.class);
    }

    private static void assertWhole(TestRegistry registry) throws IOException {
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .isEmpty();
    }

    /** The promotion in the tests above must have been one, or they show nothing. */
    @Test
    void the_fixture_promotes() throws IOException {
        assertThat(mine.release("three", "1.2.0")).isInstanceOf(Promotion.Promoted.class);
    }
}
