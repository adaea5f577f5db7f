package dev.modelgate.registry.artifact.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.registry.Registries;
import dev.modelgate.registry.artifact.CachedFetch;
import dev.modelgate.registry.artifact.ContentCache;
import dev.modelgate.registry.artifact.FetchedBundle;
import dev.modelgate.registry.artifact.RealServer;
import dev.modelgate.registry.artifact.oci.OciReferrers.Attached;
import dev.modelgate.registry.artifact.oci.OciReferrers.Attachment;
import dev.modelgate.registry.attach.EvidenceAttachment;
import dev.modelgate.registry.bundle.Bundle;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.HttpSettings;
import dev.modelgate.registry.http.HttpTransport;
import dev.modelgate.registry.http.RemoteFailure;
import dev.modelgate.registry.http.Waiting;
import dev.modelgate.registry.state.Semvers;
import dev.modelgate.registry.testing.FolderContent;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real registry, which has no referrers API: a bundle, what is attached to it, and its door. */
@Tag("real")
class OciRealTest {

    private static final CanonicalSha PARENT = new CanonicalSha("a".repeat(64));
    private static final String VERDICT = "application/vnd.modelgate.verdict.v1+json";

    @TempDir
    Path folder;

    @Test
    void a_bundle_goes_there_and_comes_back_and_a_second_fetch_needs_no_registry() throws Exception {
        Bundle bundle = Bundle.in(folder.resolve("bundle"))
                .with("tokenizer/merges é ✓.txt", "a b")
                .with("empty.bin", "")
                .with("model.onnx", new byte[64 << 20]);
        BundleDocument document = new BundleReader().read(bundle.directory(), Optional.of(PARENT));
        FetchedBundle first;
        String reference;
        try (RealServer server = RealServer.start("registry.sh", folder.resolve("registry"))) {
            Digest digest =
                    new OciBundles(registry(server, Credentials.none())).push(document, bundle.directory(), "v1.0.0");
            reference = repository(server) + "@" + digest;

            first = fetch(repository(server) + ":v1.0.0", Map.of());
        }

        assertThat(FolderContent.of(first.directory())).isEqualTo(FolderContent.of(bundle.directory()));
        assertThat(first.document().parent()).contains(PARENT);
        assertThat(first.source()).isEqualTo(reference);
        assertThat(fetch(reference, Map.of()).fromCache()).isTrue();
        assertThat(fetch(reference, Map.of()).document().sha()).isEqualTo(document.sha());
    }

    @Test
    void verdicts_are_attached_by_the_tag_where_the_registry_has_no_referrers_api() throws Exception {
        Bundle bundle = Bundle.in(folder.resolve("bundle")).with("model.onnx", "weights");
        try (RealServer server = RealServer.start("registry.sh", folder.resolve("registry"))) {
            OciRegistry registry = registry(server, Credentials.none());
            Digest model = new OciBundles(registry).push(bundle.read(), bundle.directory(), "v1");
            OciReferrers referrers = new OciReferrers(registry);
            byte[] verdict = "{\"decision\":\"PASS\"}".getBytes(StandardCharsets.UTF_8);

            referrers.attach(model, VERDICT, List.of(new Attachment("verdict.json", VERDICT, verdict)));
            referrers.attach(model, VERDICT, List.of(new Attachment("again.json", VERDICT, new byte[] {'1'})));

            List<Attached> found = referrers.list(model);
            assertThat(found).extracting(Attached::name).containsExactly("verdict.json", "again.json");
            assertThat(referrers.read(found.get(0))).isEqualTo(verdict);
            assertThat(registry.manifest("sha256-" + model.hex())).isPresent();
        }
    }

    @Test
    void a_release_has_its_evidence_beside_its_bundle() throws Exception {
        ProjectFolder project = ProjectFolder.create(folder.resolve("project"));
        TestRegistry releases =
                new TestRegistry(Registries.store(project.root, "registry", Map.of(), notice -> {}), project);
        Path verdict = project.judged("candidate", Optional.empty(), 96);
        releases.register("candidate");
        releases.promote("candidate", "1.0.0", verdict);
        try (RealServer server = RealServer.start("registry.sh", folder.resolve("oci"))) {
            new OciBundles(registry(server, Credentials.none()))
                    .push(project.document("candidate", Optional.empty()), project.bundle("candidate"), "v1");

            EvidenceAttachment.Result result = new EvidenceAttachment(releases.registry, Map.of(), transport())
                    .attach(Semvers.parse("1.0.0"), Optional.of(repository(server) + ":v1"))
                    .orElseThrow();

            assertThat(result.documents()).hasSize(5);
            OciReferrers referrers = new OciReferrers(registry(server, Credentials.none()));
            Attached first = referrers
                    .list(Digest.parse(result.bundle().replaceFirst(".*@", "")))
                    .get(0);
            assertThat(referrers.read(first)).isEqualTo(Files.readAllBytes(verdict));
        }
    }

    @Test
    void a_manifest_that_was_changed_on_the_registrys_disk_is_refused() throws Exception {
        Bundle bundle = Bundle.in(folder.resolve("bundle")).with("model.onnx", "weights");
        try (RealServer server = RealServer.start("registry.sh", folder.resolve("registry"))) {
            OciBundles bundles = new OciBundles(registry(server, Credentials.none()));
            Digest model = bundles.push(bundle.read(), bundle.directory(), "v1");
            Path stored = server.directory()
                    .resolve("data/docker/registry/v2/blobs/sha256/%s/%s/data"
                            .formatted(model.hex().substring(0, 2), model.hex()));
            Files.writeString(stored, Files.readString(stored).replace("model.onnx", "other.onnx"));

            assertThatThrownBy(() -> bundles.find(model.toString())).isInstanceOf(RemoteFailure.class);
        }
    }

    @Test
    void lets_in_with_the_password_alone() throws Exception {
        Bundle bundle = Bundle.in(folder.resolve("bundle")).with("model.onnx", "weights");
        try (RealServer server = RealServer.start("registry.sh", folder.resolve("registry"), "basic-auth")) {
            Map<String, String> login = Map.of("GATE_OCI_USERNAME", "gate", "GATE_OCI_PASSWORD", server.password());
            new OciBundles(registry(server, Credentials.basic("gate", server.password())))
                    .push(bundle.read(), bundle.directory(), "v1");

            assertThat(fetch(repository(server) + ":v1", login).document().sha())
                    .isEqualTo(bundle.read().sha());
            assertThatThrownBy(() -> fetch(repository(server) + ":v1", Map.of()))
                    .isInstanceOf(RemoteFailure.class)
                    .hasMessageContainingAll("401", "GATE_OCI_USERNAME");
        }
    }

    private FetchedBundle fetch(String reference, Map<String, String> environment) throws IOException {
        CachedFetch fetching = new CachedFetch(new ContentCache(folder.resolve("cache")), new BundleReader());
        return OciSource.open(reference, environment, fetching, transport()).fetch(Optional.empty());
    }

    private static OciRegistry registry(RealServer server, Credentials credentials) throws IOException {
        return new OciRegistry(OciReference.parse(repository(server)), credentials, transport());
    }

    private static String repository(RealServer server) throws IOException {
        return "oci:" + server.address() + "/team/model";
    }

    private static HttpTransport transport() {
        return new HttpTransport(HttpSettings.DEFAULT, Waiting.REAL);
    }
}
