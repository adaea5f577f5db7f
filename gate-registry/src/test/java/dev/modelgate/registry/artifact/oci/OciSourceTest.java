package dev.modelgate.registry.artifact.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.registry.artifact.CachedFetch;
import dev.modelgate.registry.artifact.ContentCache;
import dev.modelgate.registry.artifact.FetchedBundle;
import dev.modelgate.registry.bundle.Bundle;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.http.Credentials;
import dev.modelgate.registry.http.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciSourceTest {

    private static final CanonicalSha PARENT = new CanonicalSha("a".repeat(64));

    @TempDir
    Path folder;

    private OciStandIn server;
    private Bundle bundle;

    @BeforeEach
    void start() throws IOException {
        server = new OciStandIn();
        bundle = Bundle.in(folder.resolve("bundle")).with("model.onnx", "weights");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_digest_that_was_fetched_touches_no_network_again() throws IOException {
        String reference = server.repository().at(push(bundle, "v1"));
        FetchedBundle first = fetch(reference);
        int asked = server.requests().size();

        FetchedBundle second = fetch(reference);

        assertThat(first.fromCache()).isFalse();
        assertThat(second.fromCache()).isTrue();
        assertThat(second.document().sha()).isEqualTo(first.document().sha());
        assertThat(server.requests()).hasSize(asked);
    }

    @Test
    void a_tag_that_moved_leads_to_the_new_bundle() throws IOException {
        push(bundle, "latest");
        fetch(server.repository() + ":latest");
        Bundle other = Bundle.in(folder.resolve("other")).with("model.onnx", "others!");
        push(other, "latest");

        assertThat(fetch(server.repository() + ":latest").document().sha())
                .isEqualTo(other.read().sha());
    }

    @Test
    void a_tag_stands_for_what_it_stood_for_last_when_the_registry_is_down_and_not_when_it_is_gone()
            throws IOException {
        push(bundle, "v1");
        String reference = server.repository() + ":v1";
        fetch(reference);
        byte[] manifest = server.manifests().remove("v1");
        assertThatThrownBy(() -> fetch(reference)).hasMessageContaining("has no v1");
        server.manifests().put("v1", manifest);
        server.close();

        assertThat(fetch(reference).fromCache()).isTrue();
    }

    @Test
    void refuses_bytes_that_are_another_model_than_the_manifest_names() throws IOException {
        push(bundle, "v1");
        byte[] lie = new String(server.manifests().get("v1"), StandardCharsets.UTF_8)
                .replace(bundle.read().sha().hex(), "b".repeat(64))
                .getBytes(StandardCharsets.UTF_8);
        server.manifests().put("v1", lie);
        server.manifests().put(Digest.of(lie).toString(), lie);

        assertThatThrownBy(() -> fetch(server.repository() + ":v1"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("but it is stored as " + "b".repeat(64));
    }

    @Test
    void takes_the_parent_from_the_manifest_and_no_other() throws IOException {
        new OciBundles(registry())
                .push(new BundleReader().read(bundle.directory(), Optional.of(PARENT)), bundle.directory(), "child");
        String reference = server.repository() + ":child";

        assertThat(fetch(reference).document().parent()).contains(PARENT);
        assertThatThrownBy(() -> source(reference).fetch(Optional.of(new CanonicalSha("c".repeat(64)))))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("the parent of");
    }

    private Digest push(Bundle pushed, String tag) throws IOException {
        return new OciBundles(registry()).push(pushed.read(), pushed.directory(), tag);
    }

    private OciRegistry registry() {
        return new OciRegistry(server.repository(), Credentials.none(), Patience.patientTransport());
    }

    private FetchedBundle fetch(String reference) throws IOException {
        return source(reference).fetch(Optional.empty());
    }

    private OciSource source(String reference) {
        CachedFetch fetching = new CachedFetch(new ContentCache(folder.resolve("cache")), new BundleReader());
        return OciSource.open(reference, Map.of(), fetching, Patience.patientTransport());
    }
}
