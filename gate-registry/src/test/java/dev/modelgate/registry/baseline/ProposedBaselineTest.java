package dev.modelgate.registry.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.evidence.Evidence;
import dev.modelgate.eval.report.ReportReader;
import dev.modelgate.registry.state.Semvers;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposedBaselineTest {

    @TempDir
    Path folder;

    @Test
    void what_is_live_is_proposed_from_the_evidence_that_the_registry_keeps() throws IOException {
        ProjectFolder project = ProjectFolder.create(folder.resolve("project"));
        TestRegistry registry = new TestRegistry(new InMemoryRegistryStore(), project);
        registry.release("first", "0.3.0");
        registry.release("second", "0.3.1");
        Files.delete(project.file("second.json"));

        ProposedBaseline live = registry.registry.read(view -> ProposedBaseline.ofRelease(view, Optional.empty()));
        ProposedBaseline named =
                registry.registry.read(view -> ProposedBaseline.ofRelease(view, Optional.of(Semvers.parse("0.3.0"))));

        assertThat(live.source()).startsWith("release v0.3.1 ");
        assertThat(live.report().modelSha()).contains(project.sha("second").hex());
        assertThat(named.report().modelSha()).contains(project.sha("first").hex());
        Path file = project.file("proposed.json");
        live.write(file);
        Evidence written = ReportReader.read(file);
        assertThat(written.report().buckets()).isEqualTo(live.report().buckets());
        assertThat(written.report().cases().orElseThrow()).hasSize(100);
    }

    @Test
    void an_empty_registry_proposes_nothing() throws IOException {
        ProjectFolder project = ProjectFolder.create(folder.resolve("project"));
        TestRegistry registry = new TestRegistry(new InMemoryRegistryStore(), project);

        assertThatThrownBy(() -> registry.registry.read(view -> ProposedBaseline.ofRelease(view, Optional.empty())))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("nothing is live");
    }
}
