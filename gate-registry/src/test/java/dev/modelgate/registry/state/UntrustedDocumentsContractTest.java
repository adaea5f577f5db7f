package dev.modelgate.registry.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.policy.Tolerance;
import dev.modelgate.core.port.RegistryStore;
import dev.modelgate.core.release.DamagedRegistryException;
import dev.modelgate.core.release.DocumentPath;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.LivePointer;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.core.trust.Trust;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.promote.Promotion;
import dev.modelgate.registry.sign.LocalSigner;
import dev.modelgate.registry.sign.SignedFiles;
import dev.modelgate.registry.testing.Keys;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import dev.modelgate.registry.trust.TrustEdit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody can do who may write a registry's documents but has no key: nothing that a command decides by. */
public abstract class UntrustedDocumentsContractTest {

    private static final LocalSigner CI = Keys.signer();
    private static final LocalSigner REMOVED = Keys.signer();

    @TempDir
    protected Path folder;

    private ProjectFolder project;
    private RegistryStore store;
    private TestRegistry registry;

    /** An empty one. */
    protected abstract RegistryStore store() throws Exception;

    @BeforeEach
    void two_releases_and_a_model_in_quarantine() throws Exception {
        project = ProjectFolder.create(folder.resolve("project"));
        store = store();
        registry = new TestRegistry(store, project, Optional.of(CI));
        registry.release("a", "0.1.0");
        registry.release("b", "0.2.0");
        registry.register("bad");
        registry.quarantine("bad", project.judged("bad", live(), 80));
    }

    @Test
    void a_quarantine_that_was_deleted_still_holds() throws Exception {
        DocumentPath note = DocumentPath.quarantine(
                project.document("bad", Optional.empty()).sha());
        remove(note);

        assertDamaged(() -> promote("bad", "0.3.0"), note);
    }

    @Test
    void a_quarantine_that_was_deleted_with_its_index_still_holds() throws Exception {
        remove(DocumentPath.quarantine(project.document("bad", Optional.empty()).sha()));
        remove(DocumentPath.QUARANTINE_INDEX);

        assertDamaged(() -> promote("bad", "0.3.0"), DocumentPath.QUARANTINE_INDEX);
    }

    @Test
    void a_quarantine_that_nobody_ordered_is_damage() throws Exception {
        registry.register("good");
        DocumentPath note = DocumentPath.quarantine(
                project.document("good", Optional.empty()).sha());
        put(note, "{}");

        assertDamaged(() -> promote("good", "0.3.0"), note);
    }

    @Test
    void a_version_whose_tag_was_dropped_is_not_given_twice() throws Exception {
        registry.register("c");
        edit(DocumentPath.TAGS, "\"v0.1.0\"", "\"v0.0.1\"");

        assertDamaged(() -> promote("c", "0.1.0"), DocumentPath.TAGS);
        assertDamaged(() -> promote("c", "0.3.0"), DocumentPath.TAGS);
    }

    @Test
    void a_live_pointer_that_was_moved_by_hand_moves_no_further() throws Exception {
        byte[] live = read(DocumentPath.LIVE);
        registry.rollback(RollbackTarget.Back.PREVIOUS);
        put(DocumentPath.LIVE, new String(live, UTF_8));
        registry.register("c");

        assertDamaged(() -> registry.rollback(RollbackTarget.Back.PREVIOUS), DocumentPath.LIVE);
        assertDamaged(() -> promote("c", "0.3.0"), DocumentPath.LIVE);
    }

    @Test
    void no_unsigned_verdict_counts_when_the_trust_was_deleted() throws Exception {
        demand();
        registry.register("c");
        remove(DocumentPath.TRUST);

        assertDamaged(() -> promote("c", "0.3.0"), DocumentPath.TRUST);
    }

    @Test
    void no_removed_key_counts_when_an_older_trust_was_put_back() throws Exception {
        demand();
        change(trust -> trust.with(Keys.trusted("left", REMOVED), false));
        byte[] older = read(DocumentPath.TRUST);
        change(trust -> trust.without("left"));
        registry.register("c");
        put(DocumentPath.TRUST, new String(older, UTF_8));

        Path bare = project.judged("c", live(), 97);
        Path signed = SignedFiles.write(
                        project.verdict(project.file("c.json"), live(), Tolerance.DEFAULT, ProjectFolder.NOW),
                        bare,
                        REMOVED)
                .get(0);
        assertDamaged(() -> registry.promote("c", "0.3.0", signed), DocumentPath.TRUST);
    }

    @Test
    void attempts_that_were_cut_do_not_lower_the_count() throws Exception {
        put(DocumentPath.ATTEMPTS, attempt('1') + attempt('2'));
        registry.register("c");
        assertThat(promote("c", "0.3.0")).isInstanceOf(Promotion.Promoted.class);
        put(DocumentPath.ATTEMPTS, attempt('1'));
        registry.register("d");

        assertDamaged(() -> promote("d", "0.4.0"), DocumentPath.ATTEMPTS);

        put(DocumentPath.ATTEMPTS, attempt('1') + attempt('2') + attempt('3'));
        assertThat(promote("d", "0.4.0")).isInstanceOf(Promotion.Promoted.class);
    }

    private static String attempt(char model) {
        return "{\"at\":\"2026-05-01T09:00:00Z\",\"model_sha\":\"%s\",\"eval_set\":\"e\",\"policy_sha256\":null}%n"
                .formatted(String.valueOf(model).repeat(64))
                .replace("\r\n", "\n");
    }

    private void demand() throws IOException {
        change(trust -> trust.with(Keys.trusted("ci", CI), false));
    }

    private void change(UnaryOperator<Trust> edit) throws IOException {
        assertThat(new TrustEdit(registry.registry, Optional.of(CI), TestRegistry.CLOCK).run(edit))
                .isInstanceOf(TrustEdit.Changed.class);
    }

    private Promotion.Result promote(String content, String semver) throws IOException {
        return registry.promote(content, semver, project.judged(content, live(), 97));
    }

    /** As a verdict names it; the document may be damaged. */
    private Optional<CanonicalSha> live() throws IOException {
        return registry.registry.readAsFound(RegistryView::live).map(LivePointer::sha);
    }

    private void assertDamaged(ThrowingCallable command, DocumentPath document) throws Exception {
        long before = registry.registry.<Long>readAsFound(view -> view.tip().seq());

        assertThatThrownBy(command)
                .isInstanceOf(DamagedRegistryException.class)
                .hasMessageStartingWith("REGISTRY_DAMAGED: ")
                .hasMessageContaining("/" + document);

        assertThat(registry.registry.<Long>readAsFound(view -> view.tip().seq()))
                .isEqualTo(before);
        assertThat(new RegistryVerifier(registry.registry).run(Optional.empty()).findings())
                .extracting(Finding::place)
                .contains(document.text());
    }

    private byte[] read(DocumentPath path) throws IOException {
        return store.<Optional<byte[]>>read(reader -> reader.document(path)).orElseThrow();
    }

    private void edit(DocumentPath path, String from, String to) throws IOException {
        put(path, new String(read(path), UTF_8).replace(from, to));
    }

    private void put(DocumentPath path, String text) throws IOException {
        store.write(writer -> {
            writer.put(path, text.getBytes(UTF_8));
            return true;
        });
    }

    private void remove(DocumentPath path) throws IOException {
        store.write(writer -> {
            writer.remove(path);
            return true;
        });
    }
}
