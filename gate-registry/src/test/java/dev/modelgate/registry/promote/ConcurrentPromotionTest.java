package dev.modelgate.registry.promote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.browse.RegistryListing;
import dev.modelgate.registry.file.FileRegistryStore;
import dev.modelgate.registry.testing.ChildJvm;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promotions by several processes at once. */
@Timeout(300)
class ConcurrentPromotionTest {

    @TempDir
    Path folder;

    private TestRegistry registry;

    @BeforeEach
    void four_models_that_may_be_promoted() throws IOException {
        ProjectFolder project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(new FileRegistryStore(folder.resolve("registry"), notice -> {}), project);
        for (int i = 0; i < 4; i++) {
            registry.register("model" + i);
            project.judged("model" + i, Optional.<CanonicalSha>empty(), 96 + i);
        }
    }

    @Test
    void one_wins_when_several_want_one_version() throws Exception {
        List<String> outcomes = promoteAtOnce(i -> "1.0.0");

        assertThat(outcomes).filteredOn("promoted"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("refused [SEMVER_TAKEN]"::equals).hasSize(3);
        assertRegistryIsWhole(1);
    }

    @Test
    void all_succeed_when_each_wants_its_own_version() throws Exception {
        assertThat(promoteAtOnce(i -> "1.0." + i)).containsOnly("promoted");

        assertRegistryIsWhole(4);
    }

    private interface Versions {
        String of(int model);
    }

    private List<String> promoteAtOnce(Versions versions) throws Exception {
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                processes.add(
                        ChildJvm.of(PromotingProcess.class, folder.toString(), "registry", "model" + i, versions.of(i))
                                .start());
            }
            for (int i = 0; i < 4; i++) {
                ChildJvm.await(folder.resolve("ready-model" + i));
            }
            Files.createFile(folder.resolve("go"));
            List<String> outcomes = new ArrayList<>();
            for (Process process : processes) {
                outcomes.add(ChildJvm.output(process));
            }
            return outcomes;
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private void assertRegistryIsWhole(int releases) throws IOException {
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .isEmpty();
        assertThat(new RegistryListing(registry.registry).list().stream().flatMap(model -> model.versions().stream()))
                .hasSize(releases);
        assertThat(new RegistryListing(registry.registry).history(100))
                .hasSize(5 + releases)
                .extracting(event -> (int) event.seq())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 5 + releases).boxed().toList());
    }
}
