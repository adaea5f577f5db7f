package dev.modelgate.registry.artifact.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.port.ArtifactStore;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.artifact.BundleShelf;
import dev.modelgate.registry.artifact.oci.OciReferrers.Attached;
import dev.modelgate.registry.attach.EvidenceAttachment;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.Patience;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.state.Semvers;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release whose bytes are in an OCI registry, and its evidence. */
class EvidenceAttachmentTest {

    @TempDir
    Path folder;

    private OciStandIn server;
    private ProjectFolder project;
    private TestRegistry tested;
    private Path verdict;

    @BeforeEach
    void release() throws IOException {
        server = new OciStandIn();
        project = ProjectFolder.create(folder.resolve("project"));
        tested = new TestRegistry(Registries.store(project.root, "registry", Map.of(), notice -> {}), project);
        verdict = project.judged("candidate", Optional.empty(), 96);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void attaches_verdict_and_reports_byte_by_byte_and_again_changes_nothing() throws IOException {
        registerInOci();
        promote();

        EvidenceAttachment.Result result = attach(Optional.empty()).orElseThrow();
        int manifests = server.manifests().size();
        EvidenceAttachment.Result again = attach(Optional.empty()).orElseThrow();

        assertThat(result.documents())
                .extracting(EvidenceAttachment.Document::name)
                .containsExactlyInAnyOrder(
                        "verdict.json", "report.json", "cases.jsonl", "baseline.json", "baseline_cases.jsonl");
        OciReferrers referrers = new OciReferrers(oci());
        Attached attached = referrers.list(Digest.parse(result.bundle().replaceFirst(".*@", ""))).stream()
                .filter(document -> document.name().equals("verdict.json"))
                .findFirst()
                .orElseThrow();
        assertThat(attached.artifactType()).isEqualTo("application/vnd.modelgate.verdict.v1+json");
        assertThat(referrers.read(attached)).isEqualTo(Files.readAllBytes(verdict));
        assertThat(again.documents()).isEqualTo(result.documents());
        assertThat(server.manifests()).hasSize(manifests);
    }

    @Test
    void an_unknown_version_attaches_nothing() throws IOException {
        registerInOci();
        promote();
        int manifests = server.manifests().size();

        assertThat(new EvidenceAttachment(tested.registry, Map.of(), Patience.patientTransport())
                        .attach(Semvers.parse("9.9.9"), Optional.empty()))
                .isEmpty();
        assertThat(server.manifests()).hasSize(manifests);
    }

    @Test
    void says_where_the_bytes_are_when_they_are_in_no_oci_registry() throws IOException {
        tested.register("candidate");
        promote();

        assertThatThrownBy(() -> attach(Optional.empty()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("but evidence is attached to a manifest of an OCI registry; name it with --to");
    }

    @Test
    void refuses_the_bundle_of_another_model() throws IOException {
        tested.register("candidate");
        promote();
        BundleDocument other = project.document("other", Optional.empty());
        String elsewhere = store().put(other, project.bundle("other"));

        assertThatThrownBy(() -> attach(Optional.of(elsewhere)))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("is the bundle of model " + other.sha());
    }

    private void registerInOci() throws IOException {
        tested.artifacts().put(project.document("candidate", Optional.empty()), project.bundle("candidate"));
        new Register(tested.registry, store(), TestRegistry.CLOCK)
                .run(new Register.Request(
                                project.document("candidate", Optional.empty()),
                                project.bundle("candidate"),
                                Optional.of("grammar-tutor"),
                                LineageFacts.UNKNOWN)
                        .onBranch(ProjectFolder.BRANCH));
    }

    private void promote() throws IOException {
        assertThat(tested.promote("candidate", "1.0.0", verdict)).isInstanceOf(Promotion.Promoted.class);
    }

    private Optional<EvidenceAttachment.Result> attach(Optional<String> to) throws IOException {
        return new EvidenceAttachment(tested.registry, Map.of(), Patience.patientTransport())
                .attach(Semvers.parse("1.0.0"), to);
    }

    private ArtifactStore store() {
        return new OciArtifactStore(new OciBundles(oci()), new BundleShelf(folder.resolve("shelf")));
    }

    private OciRegistry oci() {
        return new OciRegistry(server.repository(), Credentials.none(), Patience.patientTransport());
    }
}
