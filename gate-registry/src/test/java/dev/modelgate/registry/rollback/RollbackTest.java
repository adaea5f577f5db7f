package dev.modelgate.registry.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.release.MalformedSemverException;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.registry.audit.RegistryVerifier;
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

class RollbackTest {

    @TempDir
    Path folder;

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private ProjectFolder project;
    private TestRegistry registry;

    @BeforeEach
    void three_releases() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(store, project);
        registry.release("a", "0.1.0");
        registry.release("b", "0.2.0");
        registry.release("c", "0.3.0");
    }

    @Test
    void goes_back_step_by_step_and_removes_no_tag() throws IOException {
        String tags = store.snapshot().get("tags.json");

        assertThat(back("v0.2.0")).isInstanceOf(Rollback.RolledBack.class);
        assertThat(back("v0.1.0")).isInstanceOf(Rollback.RolledBack.class);

        assertThat(store.snapshot().get("tags.json")).isEqualTo(tags);
        assertThat(store.lines.get(store.lines.size() - 1))
                .contains("\"type\":\"rolled_back\"", "\"why\":\"bad answers\"");
        assertWhole();
    }

    @Test
    void refuses_when_nothing_was_live_before_and_changes_nothing() throws IOException {
        registry.rollback(new RollbackTarget.Back(2));
        Map<String, String> before = store.snapshot();

        Rollback.Result result = registry.rollback(RollbackTarget.Back.PREVIOUS);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Rollback.Refused.class,
                        refused -> assertThat(refused.reasons().get(0).code()).isEqualTo(ReasonCode.SUBJECT_UNKNOWN));
        assertThat(store.snapshot()).isEqualTo(before);
    }

    @Test
    void never_steps_onto_what_was_rolled_back_from() throws IOException {
        back("v0.2.0");
        registry.release("d", "0.4.0");

        back("v0.2.0");
        back("v0.1.0");
        assertWhole();
    }

    @Test
    void goes_to_a_version_a_model_and_back_again() throws IOException {
        registry.rollback(RollbackTargets.parse("0.1.0"));
        assertLive("v0.1.0");
        registry.rollback(RollbackTargets.parse("v0.3.0"));
        assertLive("v0.3.0");
        registry.rollback(RollbackTargets.parse(project.sha("b").hex()));
        assertLive("v0.2.0");
        back("v0.1.0");
        assertWhole();
    }

    @Test
    void says_so_when_the_target_is_live_already_and_changes_nothing() throws IOException {
        Map<String, String> before = store.snapshot();

        assertThat(registry.rollback(RollbackTargets.parse("0.3.0"))).isInstanceOf(Rollback.AlreadyLive.class);
        assertThat(store.snapshot()).isEqualTo(before);
    }

    @Test
    void refuses_a_version_that_was_never_promoted() throws IOException {
        assertThat(registry.rollback(RollbackTargets.parse("9.9.9"))).isInstanceOf(Rollback.Refused.class);
    }

    @Test
    void refuses_in_a_registry_where_nothing_is_live_and_writes_nothing() throws IOException {
        InMemoryRegistryStore empty = new InMemoryRegistryStore();

        Rollback.Result result = new TestRegistry(empty, project).rollback(RollbackTarget.Back.PREVIOUS);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Rollback.Refused.class,
                        refused ->
                                assertThat(refused.reasons().get(0).message()).contains("nothing is live"));
        assertThat(empty.writes).isZero();
    }

    @Test
    void a_target_that_is_no_name_is_a_usage_error() {
        assertThatThrownBy(() -> RollbackTargets.parse("previous")).isInstanceOf(MalformedSemverException.class);
    }

    private Rollback.Result back(String expected) throws IOException {
        Rollback.Result result = registry.rollback(RollbackTarget.Back.PREVIOUS);
        assertLive(expected);
        return result;
    }

    private void assertLive(String semver) throws IOException {
        assertThat(registry.live().orElseThrow().semver()).hasToString(semver);
    }

    private void assertWhole() throws IOException {
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .isEmpty();
    }
}
