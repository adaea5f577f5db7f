package dev.modelgate.registry.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.browse.RegistryListing;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.rollback.Rollback;
import dev.modelgate.registry.state.Semvers;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of a registry is that of its events, whatever the clocks of its writers say. */
class ClockGoingBackTest {

    @TempDir
    Path folder;

    private TestRegistry registry;
    private ProjectFolder project;

    @BeforeEach
    void a_release() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(new InMemoryRegistryStore(), project);
        registry.release("clean", "v0.3.1");
        registry.register("retrain");
    }

    @Test
    void a_promotion_by_a_clock_that_went_back_a_little_is_the_newest_all_the_same() throws IOException {
        assertThat(promote(Duration.ofMinutes(4))).isInstanceOf(Promotion.Promoted.class);

        assertThat(registry.live().orElseThrow().semver()).hasToString("v0.3.2");
        assertThat(new RegistryListing(registry.registry).history(100))
                .extracting(Event::seq)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .isEmpty();
        Rollback.Result back = registry.rollback(RollbackTarget.Back.PREVIOUS);
        assertThat(((Rollback.RolledBack) back).to().semver()).hasToString("v0.3.1");
    }

    @Test
    void a_verdict_from_far_in_the_future_of_this_clock_is_refused() throws IOException {
        Promotion.Result result = promote(Duration.ofMinutes(6));

        assertThat(((Promotion.Refused) result).reasons())
                .extracting(reason -> reason.code())
                .contains(ReasonCode.VERDICT_EXPIRED);
        assertThat(registry.live().orElseThrow().semver()).hasToString("v0.3.1");
    }

    private Promotion.Result promote(Duration back) throws IOException {
        Path verdict = project.judged("retrain", Optional.of(project.sha("clean")), 97);
        Clock clock = Clock.fixed(ProjectFolder.NOW.minus(back), ZoneOffset.UTC);
        return registry.promote(
                new Promotion.Request(
                        project.sha("retrain"), Semvers.parse("v0.3.2"), Optional.of(verdict), Optional.empty()),
                clock);
    }
}
