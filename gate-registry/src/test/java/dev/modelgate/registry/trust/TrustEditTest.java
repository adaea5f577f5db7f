package dev.modelgate.registry.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.policy.ReasonCode;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.Keys;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustEditTest {

    private static final LocalSigner CI = Keys.signer();
    private static final LocalSigner OTHER = Keys.signer();

    @TempDir
    Path folder;

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private TestRegistry registry;

    @BeforeEach
    void a_registry() throws IOException {
        registry = new TestRegistry(store, ProjectFolder.create(folder.resolve("project")));
        registry.register("clean");
    }

    @Test
    void the_first_trust_needs_no_key_and_every_later_one_does() throws IOException {
        assertThat(edit(Optional.empty(), TrustEditTest::first)).isInstanceOf(TrustEdit.Changed.class);

        Map<String, String> before = store.snapshot();
        assertRefused(edit(Optional.empty(), trust -> trust.countingUnsigned(true)), "is not signed");
        assertRefused(edit(Optional.of(OTHER), trust -> trust.countingUnsigned(true)), "does not fit such a key");
        assertThat(store.snapshot()).isEqualTo(before);

        assertThat(edit(Optional.of(CI), trust -> trust.countingUnsigned(true))).isInstanceOf(TrustEdit.Changed.class);
        assertThat(trust().unsignedCounts()).isTrue();
        assertThat(verify()).isEmpty();
    }

    @Test
    void a_key_can_be_added_retired_and_removed() throws IOException {
        edit(Optional.empty(), TrustEditTest::first);
        edit(Optional.of(CI), trust -> trust.with(Keys.trusted("new", OTHER), false));
        edit(Optional.of(OTHER), trust -> trust.retiring("ci", ProjectFolder.NOW));
        assertThat(trust().validAt(ProjectFolder.NOW))
                .containsExactly(OTHER.publicKey().id());

        assertRefused(edit(Optional.of(CI), trust -> trust.without("new")), "no key that is valid");
        edit(Optional.of(OTHER), trust -> trust.without("ci"));
        assertThat(trust().keys()).hasSize(1);
        assertThat(verify()).isEmpty();
    }

    @Test
    void says_which_keys_there_are_when_the_named_one_is_not() throws IOException {
        edit(Optional.empty(), TrustEditTest::first);

        assertThatThrownBy(() -> edit(Optional.of(CI), trust -> trust.without("cd")))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("no key named 'cd', but [ci]");
    }

    @Test
    void an_empty_registry_trusts_nobody() {
        Registry empty = new Registry(new InMemoryRegistryStore(), Environment.PRODUCTION, notice -> {});

        assertThatThrownBy(() -> new TrustEdit(empty, Optional.of(CI), TestRegistry.CLOCK).run(TrustEditTest::first))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("register a model first");
    }

    @Test
    void verify_finds_a_trust_that_was_removed_or_brought_back() throws IOException {
        edit(Optional.empty(), TrustEditTest::first);
        byte[] first = bytes("trust.json");
        edit(Optional.of(CI), trust -> trust.with(Keys.trusted("new", OTHER), false));

        byte[] second = bytes("trust.json");
        store.documents.put("trust.json", first);
        assertThat(verify()).singleElement().asString().contains("it is not the trust of the last event");
        store.documents.remove("trust.json");
        assertThat(verify()).singleElement().asString().contains("trust.json");
        store.documents.put("trust.json", second);
        assertThat(verify()).isEmpty();
    }

    @Test
    void verify_finds_a_change_that_was_not_sealed_by_a_trusted_key_though_the_chain_is_whole() throws IOException {
        edit(Optional.empty(), TrustEditTest::first);
        edit(Optional.of(CI), trust -> trust.with(Keys.trusted("new", OTHER), false));
        String line = store.lines.get(3);
        store.lines.set(3, line.replaceFirst("\"seal\":\\{[^}]*}", "\"seal\":null"));
        Head head = new Head(4, Head.sha256(store.lines.get(3)));
        store.documents.put(
                "head.json",
                "{\"seq\": 4, \"sha256\": \"%s\"}".formatted(head.sha256()).getBytes(StandardCharsets.UTF_8));

        assertThat(verify())
                .extracting(Object::toString)
                .anySatisfy(finding -> assertThat(finding).contains("the new trust is not signed"))
                .anySatisfy(finding -> assertThat(finding).contains("the seal does not fit a key"));
    }

    @Test
    void a_head_is_sealed_where_a_key_exists_and_a_forged_one_is_found() throws IOException {
        edit(Optional.empty(), TrustEditTest::first);
        Registry sealing = new Registry(store, Environment.PRODUCTION, Optional.of(CI), notice -> {});
        new TrustEdit(sealing, Optional.of(CI), TestRegistry.CLOCK)
                .run(trust -> trust.with(Keys.trusted("new", OTHER), false));
        Path kept = Files.write(folder.resolve("head.json"), bytes("head.json"));
        assertThat(Files.readString(kept)).contains(CI.publicKey().id().hex());
        assertThat(verify(Optional.of(kept))).isEmpty();

        String forged = Files.readString(kept).replaceFirst("\"sig\": \"..", "\"sig\": \"AA");
        Files.writeString(kept, forged);
        assertThat(verify(Optional.of(kept))).singleElement().asString().contains("its seal says that it is by key");
        store.documents.put("head.json", forged.getBytes(StandardCharsets.UTF_8));
        assertThat(verify()).singleElement().asString().contains("its seal says that it is by key");
    }

    private static Trust first(Trust none) {
        return none.with(Keys.trusted("ci", CI), false);
    }

    private TrustEdit.Result edit(Optional<LocalSigner> signer, UnaryOperator<Trust> change) throws IOException {
        Registry sealing = new Registry(store, Environment.PRODUCTION, signer, notice -> {});
        return new TrustEdit(sealing, signer, TestRegistry.CLOCK).run(change);
    }

    private static void assertRefused(TrustEdit.Result result, String message) {
        assertThat(((TrustEdit.Refused) result).reason().code()).isEqualTo(ReasonCode.TRUST_NOT_CHANGED);
        assertThat(((TrustEdit.Refused) result).reason().message()).contains(message);
    }

    private Trust trust() throws IOException {
        return registry.registry.read(RegistryView::trust);
    }

    private byte[] bytes(String document) {
        return store.snapshot().get(document).getBytes(StandardCharsets.UTF_8);
    }

    private List<?> verify() throws IOException {
        return verify(Optional.empty());
    }

    private List<?> verify(Optional<Path> head) throws IOException {
        return new RegistryVerifier(registry.registry).run(head).findings();
    }
}
