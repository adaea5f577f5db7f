package dev.modelgate.registry.promote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.browse.RegistryListing;
import dev.modelgate.registry.testing.ChildJvm;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.RealPostgres;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Eight processes want the same twenty-five versions, each for its own model, in the same order, at once. */
@Tag("real")
@Timeout(300)
class TwoHundredPromotionsTest {

    private static final int PROCESSES = 8;
    private static final int VERSIONS = 25;

    @TempDir
    Path folder;

    @Test
    void have_one_winner_for_each_version_in_a_directory() throws Exception {
        assertOneWinnerForEachVersion("registry", Map.of());
    }

    @Test
    void have_one_winner_for_each_version_in_git() throws Exception {
        Path remote = folder.resolve("remote.git");
        Git.init().setBare(true).setDirectory(remote.toFile()).call().close();

        assertOneWinnerForEachVersion("git+file://" + remote + "#registry", Map.of());
    }

    @Test
    void have_one_winner_for_each_version_in_postgresql() throws Exception {
        try (RealPostgres server = RealPostgres.start()) {
            assertOneWinnerForEachVersion(server.freshUri(), server.credentials());
        }
    }

    private void assertOneWinnerForEachVersion(String uri, Map<String, String> credentials) throws Exception {
        ProjectFolder project = ProjectFolder.create(folder.resolve("project"));
        try (RegistryStore store = Registries.store(folder, uri, environment(credentials, "test"), notice -> {})) {
            TestRegistry registry = new TestRegistry(store, project);
            for (int i = 0; i < PROCESSES; i++) {
                registry.register("model" + i);
                project.judged("model" + i, Optional.<CanonicalSha>empty(), 95 + i % 5);
            }

            List<List<String>> outcomes = promoteAtOnce(uri, credentials);

            for (int version = 0; version < VERSIONS; version++) {
                int number = version;
                assertThat(outcomes.stream().map(process -> process.get(number)))
                        .as("version 1.0.%d", version)
                        .containsOnlyOnce("promoted")
                        .filteredOn("refused [SEMVER_TAKEN]"::equals)
                        .hasSize(PROCESSES - 1);
            }
            assertWhole(registry);
        }
    }

    private List<List<String>> promoteAtOnce(String uri, Map<String, String> credentials) throws Exception {
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(start(uri, i, environment(credentials, "machine" + i)));
            }
            for (int i = 0; i < PROCESSES; i++) {
                ChildJvm.await(folder.resolve("ready-model" + i));
            }
            Files.createFile(folder.resolve("go"));
            List<List<String>> outcomes = new ArrayList<>();
            for (Process process : processes) {
                outcomes.add(ChildJvm.output(process).lines().toList());
            }
            return outcomes;
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private Process start(String uri, int number, Map<String, String> environment) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(folder.toString(), uri, "model" + number));
        for (int version = 0; version < VERSIONS; version++) {
            arguments.add("1.0." + version);
        }
        ProcessBuilder builder = ChildJvm.of(PromotingProcess.class, arguments.toArray(String[]::new));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Each process keeps a clone of its own, as on a machine of its own. */
    private Map<String, String> environment(Map<String, String> credentials, String machine) {
        Map<String, String> environment = new TreeMap<>(credentials);
        environment.put("XDG_CACHE_HOME", folder.resolve(machine).toString());
        return environment;
    }

    private static void assertWhole(TestRegistry registry) throws IOException {
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .isEmpty();
        assertThat(new RegistryListing(registry.registry).list().stream().flatMap(model -> model.versions().stream()))
                .hasSize(VERSIONS)
                .doesNotHaveDuplicates();
        assertThat(new RegistryListing(registry.registry).history(1_000)).hasSize(1 + PROCESSES + VERSIONS);
    }
}
