package dev.modelgate.registry.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.Event;
import dev.modelgate.core.release.EventBody;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.Head;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.RegistryPin;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.core.trust.KeyId;
import dev.modelgate.registry.audit.RegistryRepair;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.rollback.Rollback;
import dev.modelgate.registry.sign.EventSeal;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.Keys;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import dev.modelgate.registry.trust.TrustEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody can do who may write every file of a registry, chain and head included, but has no trusted key. */
class SealedChainTest {

    private static final LocalSigner CI = Keys.signer();
    private static final LocalSigner STRANGER = Keys.signer();

    @TempDir
    Path folder;

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private ProjectFolder project;
    private TestRegistry registry;
    private RegistryPin pin;

    @BeforeEach
    void two_releases_and_then_signatures_are_demanded() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(store, project, Optional.of(CI));
        registry.release("a", "0.1.0");
        registry.release("b", "0.2.0");
        assertThat(new TrustEdit(registry.registry, Optional.of(CI), TestRegistry.CLOCK)
                        .run(trust -> trust.with(Keys.trusted("ci", CI), false)))
                .isInstanceOf(TrustEdit.Changed.class);
        pin = new RegistryPin(
                Head.sha256(store.lines.get(0)), Optional.of(CI.publicKey().id()));
    }

    @Test
    void every_event_is_sealed_from_then_on_and_the_registry_is_whole() throws IOException {
        rollback();

        assertThat(store.lines.get(store.lines.size() - 1)).contains(",\"sealed\":{\"keyid\":");
        RegistryVerifier.Report report = new RegistryVerifier(registry.registry).run(Optional.empty());
        assertThat(report.findings()).isEmpty();
        assertThat(report.pin()).contains(pin);
    }

    @Test
    void nothing_is_written_without_a_key_or_with_one_that_is_not_trusted() throws IOException {
        Map<String, String> before = store.snapshot();

        for (Optional<LocalSigner> key : List.of(Optional.<LocalSigner>empty(), Optional.of(STRANGER))) {
            TestRegistry other = new TestRegistry(store, project, key);
            assertThatThrownBy(() -> other.rollback(RollbackTarget.Back.PREVIOUS))
                    .isInstanceOf(CannotJudgeException.class)
                    .hasMessageContaining("nothing was written");
            assertThatThrownBy(() -> other.register("c")).hasMessageContaining("nothing was written");
        }

        assertThat(store.snapshot()).isEqualTo(before);
    }

    @Test
    void an_event_without_a_seal_or_with_a_strangers_is_damage() throws IOException {
        for (Optional<LocalSigner> key : List.of(Optional.<LocalSigner>empty(), Optional.of(STRANGER))) {
            Map<String, byte[]> documents = new TreeMap<>(store.documents);
            append(registeredAgain(), key);

            assertThatThrownBy(this::rollback)
                    .isInstanceOf(DamagedRegistryException.class)
                    .hasMessageContaining(key.isPresent() ? "the seal does not fit" : "event 7 has no seal");
            assertThat(findings())
                    .anySatisfy(finding -> assertThat(finding.place()).isEqualTo("line 7"));

            store.lines.remove(6);
            store.documents.putAll(documents);
        }
    }

    @Test
    void a_line_in_the_midst_that_was_exchanged_is_damage_where_it_is_read() throws IOException {
        registry.register("c");
        EventBody next = rolledBack();
        store.lines.set(
                6,
                store.lines
                        .get(6)
                        .replace(project.sha("c").hex(), project.sha("a").hex()));
        append(next, Optional.of(CI));

        assertThatThrownBy(() -> registry.registry.read(view -> view.event(7)))
                .isInstanceOf(DamagedRegistryException.class)
                .hasMessageContaining("the seal does not fit");
    }

    @Test
    void a_chain_that_was_cut_before_the_trust_is_not_the_pinned_registry() throws IOException {
        Registry pinned = registry.registry.heldTo(Optional.of(pin));
        assertThat(pinned.read(RegistryView::live)).isPresent();
        store.lines.remove(5);
        store.documents.remove("trust.json");
        store.documents.put("head.json", StateCodec.encode(tip(), Optional.empty()));

        assertThat(registry.live()).isPresent();
        assertThatThrownBy(() -> pinned.read(RegistryView::live))
                .isInstanceOf(DamagedRegistryException.class)
                .hasMessageContaining("is sealed by no key, but gate.yaml pins key");
    }

    @Test
    void another_registry_and_an_empty_one_are_not_the_pinned_one() throws IOException {
        InMemoryRegistryStore other = new InMemoryRegistryStore();
        Registry empty = new Registry(other, Environment.PRODUCTION, notice -> {});
        assertThatThrownBy(() -> empty.heldTo(Optional.of(pin)).read(RegistryView::live))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("none, for it is empty");

        RegistryPin stranger = new RegistryPin("0".repeat(64), Optional.<KeyId>empty());
        assertThatThrownBy(() -> registry.registry.heldTo(Optional.of(stranger)).read(RegistryView::live))
                .hasMessageContaining("gate.yaml pins the registry 000");
    }

    @Test
    void an_older_copy_that_was_put_back_whole_does_not_contain_the_kept_head() throws IOException {
        Map<String, byte[]> older = new TreeMap<>(store.documents);
        List<String> olderLines = List.copyOf(store.lines);
        rollback();
        KeptHead kept = kept("head %d %s (keep it elsewhere)".formatted(tip().seq(), tip().sha256()));
        rollbackTo("v0.2.0");
        assertThat(continuing(kept).read(RegistryView::live)).isPresent();

        store.documents.clear();
        store.documents.putAll(older);
        store.lines.clear();
        store.lines.addAll(olderLines);

        assertThat(registry.live()).isPresent();
        assertThatThrownBy(() -> continuing(kept).read(RegistryView::live))
                .isInstanceOf(DamagedRegistryException.class)
                .hasMessageContaining("an older copy was put back");

        rollback(); // as long again, and another history
        store.lines.set(6, store.lines.get(6).replace("bad answers", "good answers"));
        store.documents.put("head.json", StateCodec.encode(tip(), Optional.empty()));
        assertThatThrownBy(() -> continuing(kept).read(RegistryView::live))
                .isInstanceOf(DamagedRegistryException.class);
    }

    @Test
    void a_head_is_read_in_every_form_in_which_it_is_given_out() throws IOException {
        Head head = tip();
        String printed = "promoted x\nhead %d %s (keep it elsewhere: 'gate registry verify --head FILE' compares)\n"
                .formatted(head.seq(), head.sha256());
        String bare = "%d %s".formatted(head.seq(), head.sha256());

        for (String text : List.of(
                printed,
                bare,
                bare.replace(' ', ':'),
                "head " + bare,
                new String(store.documents.get("head.json"), UTF_8))) {
            Path file = Files.writeString(folder.resolve("kept"), text);
            assertThat(KeptHead.in(file).head()).isEqualTo(head);
            assertThat(KeptHead.of("kept", folder, "--head").head()).isEqualTo(head);
        }
        assertThat(KeptHead.of(bare, folder, "--head").head()).isEqualTo(head);
        assertThatThrownBy(() -> KeptHead.of("nowhere", folder, "--head"))
                .hasMessageContaining("--head is 'nowhere', but a head");
        assertThatThrownBy(() -> KeptHead.in(Files.writeString(folder.resolve("kept"), "head of state")))
                .hasMessageContaining("is no head");
    }

    @Test
    void documents_are_written_again_as_the_events_determine_them() throws IOException {
        Map<String, String> whole = store.snapshot();
        store.documents.remove("trust.json");
        store.documents.put("tags.json", "{}".getBytes(UTF_8));
        store.documents.put("live.json", "garbage".getBytes(UTF_8));
        store.documents.put("quarantine/" + "a".repeat(64) + ".json", "{}".getBytes(UTF_8));

        RegistryRepair.Repaired done = new RegistryRepair(registry.registry).run(Optional.empty());

        assertThat(done.restored())
                .extracting(Object::toString)
                .containsExactly("tags.json", "live.json", "trust.json");
        assertThat(done.removed()).hasSize(1);
        assertThat(store.snapshot()).isEqualTo(whole);
        assertThat(findings()).isEmpty();
        assertThat(new RegistryRepair(registry.registry).run(Optional.empty()).restored())
                .isEmpty();
    }

    @Test
    void nothing_is_repaired_by_a_chain_that_does_not_hold_together() throws IOException {
        store.documents.remove("tags.json");
        store.lines.remove(5);
        Map<String, String> before = store.snapshot();

        assertThatThrownBy(() -> new RegistryRepair(registry.registry).run(Optional.empty()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("nothing was repaired");
        assertThat(store.snapshot()).isEqualTo(before);
    }

    private EventBody registeredAgain() throws IOException {
        Event first = EventCodec.decode(store.lines.get(1), "line 2");
        return first.body();
    }

    private EventBody rolledBack() throws IOException {
        LivePointer live = registry.live().orElseThrow();
        return new EventBody.RolledBack("0".repeat(64), live, live, Optional.empty());
    }

    /** As a writer would who has the state right and the wrong key, or none. */
    private void append(EventBody body, Optional<LocalSigner> key) throws IOException {
        Event last = EventCodec.decode(store.lines.get(store.lines.size() - 1), "last");
        Event event = Event.next(tip(), ProjectFolder.NOW, body)
                .committingTo(last.state().orElseThrow());
        String line = EventCodec.line(event);
        if (key.isPresent()) {
            line = EventCodec.line(event.sealed(EventSeal.of(line, key.get()).text()));
        }
        store.lines.add(line);
        store.documents.put("head.json", StateCodec.encode(tip(), Optional.empty()));
    }

    private Head tip() {
        return new Head(store.lines.size(), Head.sha256(store.lines.get(store.lines.size() - 1)));
    }

    private KeptHead kept(String text) {
        return KeptHead.of(text, folder, "--head");
    }

    private Registry continuing(KeptHead kept) {
        return registry.registry.continuing(Optional.of(kept));
    }

    private void rollback() throws IOException {
        assertThat(registry.rollback(RollbackTarget.Back.PREVIOUS)).isInstanceOf(Rollback.RolledBack.class);
    }

    private void rollbackTo(String version) throws IOException {
        assertThat(registry.rollback(new RollbackTarget.ToVersion(Semvers.parse(version))))
                .isInstanceOf(Rollback.RolledBack.class);
    }

    private List<Finding> findings() throws IOException {
        return new RegistryVerifier(registry.registry).run(Optional.empty()).findings();
    }
}
