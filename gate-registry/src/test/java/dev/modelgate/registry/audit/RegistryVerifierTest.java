package dev.modelgate.registry.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.RollbackTarget;
import dev.modelgate.registry.file.FileRegistryStore;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryVerifierTest {

    @TempDir
    Path folder;

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private ProjectFolder project;
    private TestRegistry registry;

    @BeforeEach
    void two_releases_and_a_rollback() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(store, project);
        registry.release("a", "0.1.0");
        registry.release("b", "0.2.0");
        registry.rollback(RollbackTarget.Back.PREVIOUS);
    }

    @Test
    void finds_nothing_in_a_whole_registry_and_says_what_it_cannot_see() throws IOException {
        RegistryVerifier.Report report = verify();

        assertThat(report.isWhole()).isTrue();
        assertThat(report.head().seq()).isEqualTo(6);
        assertThat(report.registry().orElseThrow().model()).isEqualTo("grammar-tutor");
        assertThat(report.notes()).singleElement().asString().contains("a dropped tail cannot be seen");
    }

    @Test
    void an_empty_registry_is_whole() throws IOException {
        Registry empty = new Registry(new InMemoryRegistryStore(), Environment.PRODUCTION, notice -> {});

        assertThat(new RegistryVerifier(empty).run(Optional.empty()).isWhole()).isTrue();
    }

    @Test
    void names_the_line_that_was_edited() throws IOException {
        store.lines.set(2, store.lines.get(2).replace("v0.1.0", "v0.1.9"));

        assertFound("line 4", "line 3 has the digest");
    }

    @Test
    void names_the_place_where_lines_were_dropped_or_moved() throws IOException {
        store.lines.remove(3);
        assertFound("line 4", "event 5 stands where event 4 belongs; lines before it were dropped");
    }

    @Test
    void names_a_line_that_was_inserted() throws IOException {
        store.lines.add(3, store.lines.get(1));

        assertFound("line 4", "event 2 stands where event 4 belongs; the line was inserted");
    }

    @Test
    void names_a_line_that_is_no_event() throws IOException {
        store.lines.set(3, "garbage");

        assertFound("line 4", "the line is no event that this version understands");
    }

    @Test
    void sees_a_dropped_tail_by_head_json() throws IOException {
        store.lines.remove(5);

        assertFound("line 5", "the chain ends at event 5, but memory/head.json is at event 6");
    }

    @Test
    void sees_a_dropped_tail_only_by_a_kept_head_when_every_trace_was_removed() throws IOException {
        Path kept =
                Files.writeString(folder.resolve("head.json"), store.snapshot().get("head.json"));
        InMemoryRegistryStore earlier = new InMemoryRegistryStore();
        TestRegistry rebuilt = new TestRegistry(earlier, project);
        rebuilt.release("a", "0.1.0");

        RegistryVerifier verifier = new RegistryVerifier(rebuilt.registry);

        assertThat(verifier.run(Optional.empty()).isWhole()).isTrue();
        RegistryVerifier.Report report = verifier.run(Optional.of(kept));
        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("the chain ends at event 3, but " + kept + " is at event 6"));
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void a_kept_head_of_an_earlier_day_still_fits() throws IOException {
        Path kept =
                Files.writeString(folder.resolve("head.json"), store.snapshot().get("head.json"));
        registry.release("c", "0.3.0");

        assertThat(new RegistryVerifier(registry.registry)
                        .run(Optional.of(kept))
                        .isWhole())
                .isTrue();
    }

    @Test
    void a_rewritten_history_does_not_fit_a_kept_head() throws IOException {
        Path kept =
                Files.writeString(folder.resolve("head.json"), store.snapshot().get("head.json"));
        InMemoryRegistryStore other = new InMemoryRegistryStore();
        TestRegistry rewritten = new TestRegistry(other, project);
        rewritten.release("a", "0.1.1");
        rewritten.release("b", "0.2.0");
        rewritten.release("c", "0.3.0");

        assertThat(new RegistryVerifier(rewritten.registry)
                        .run(Optional.of(kept))
                        .findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.place()).isEqualTo("line 6"));
    }

    @Test
    void finds_an_old_head_beside_a_longer_chain() throws IOException {
        byte[] old = store.documents.get("head.json");
        registry.release("c", "0.3.0");
        store.documents.put("head.json", old);

        assertFound("head.json", "ends at event 6, but it ends at event 8");
    }

    @Test
    void finds_a_head_that_is_missing() throws IOException {
        store.documents.remove("head.json");

        assertFound("head.json", "ends at event 0, but it ends at event 6");
    }

    @Test
    void finds_a_tag_that_no_event_explains_and_one_that_was_moved_or_removed() throws IOException {
        replace("tags.json", "\"v0.2.0\"", "\"v9.0.0\"");
        String moved = project.sha("b").hex();

        assertThat(verify().findings())
                .extracting(Finding::toString)
                .anyMatch(text -> text.startsWith("tags.json: version v9.0.0 names " + moved)
                        && text.endsWith("by the events it names no model"))
                .anyMatch(text -> text.startsWith("tags.json: version v0.2.0 names no model"));
    }

    @Test
    void finds_a_pointer_that_no_event_explains() throws IOException {
        replace("live.json", project.sha("a").hex(), project.sha("b").hex());

        assertFound("live.json", "it says that v0.1.0 (" + project.sha("b").abbreviated() + ") is live");
    }

    @Test
    void finds_an_entry_that_was_edited_and_one_that_was_put_there_by_hand() throws IOException {
        String entry = "entries/" + project.sha("a") + ".json";
        replace(entry, "\"seed\": null", "\"seed\": \"7\"");
        assertFound(entry, "it was edited");

        store.documents.put("entries/" + "0".repeat(64) + ".json", new byte[0]);
        assertFound("entries/" + "0".repeat(64) + ".json", "no event explains this entry");
    }

    @Test
    void finds_an_entry_that_is_missing_or_broken() throws IOException {
        String entry = "entries/" + project.sha("a") + ".json";
        store.documents.put(entry, "{".getBytes(UTF_8));
        assertFound(entry, "it cannot be read");
        store.documents.remove(entry);
        assertFound(entry, "the entry is missing");
    }

    @Test
    void finds_evidence_that_was_edited_or_is_missing() throws IOException {
        String verdict = store.documents.keySet().stream()
                .filter(path -> path.startsWith("verdicts/"))
                .findFirst()
                .orElseThrow();
        store.documents.put(verdict, "{}".getBytes(UTF_8));
        assertFound(verdict, "it was edited");
        store.documents.remove(verdict);
        assertFound(verdict, "the file is missing");
    }

    @Test
    void finds_a_quarantine_that_no_event_explains() throws IOException {
        store.documents.put("quarantine/" + "0".repeat(64) + ".json", new byte[0]);

        assertFound("quarantine/" + "0".repeat(64) + ".json", "no event explains this quarantine");
    }

    @Test
    void finds_documents_that_cannot_be_read() throws IOException {
        for (String path : List.of("head.json", "tags.json", "live.json", "intent.json")) {
            byte[] before = store.documents.put(path, "{".getBytes(UTF_8));
            assertFound(path, "it cannot be read");
            if (before == null) {
                store.documents.remove(path);
            } else {
                store.documents.put(path, before);
            }
        }
        assertThat(verify().isWhole()).isTrue();
    }

    @Test
    void a_sealed_file_that_is_gone_is_a_finding() throws IOException {
        Path root = folder.resolve("registry");
        TestRegistry onDisk = new TestRegistry(new FileRegistryStore(root, notice -> {}), project);
        onDisk.release("a", "0.1.0");
        Files.createDirectory(root.resolve("index"));
        Files.move(root.resolve("index.jsonl"), root.resolve("index/000002.jsonl"));

        assertThat(new RegistryVerifier(onDisk.registry).run(Optional.empty()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("000001.jsonl is missing"));
    }

    @Test
    void a_kept_head_that_is_none_is_an_error_and_no_finding() throws IOException {
        Path kept = Files.writeString(folder.resolve("head.json"), "{\"seq\": -1, \"sha256\": \"x\"}");

        assertThatThrownBy(() -> new RegistryVerifier(registry.registry).run(Optional.of(kept)))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("head.json is no head");
    }

    @Test
    void a_registry_of_the_other_environment_is_not_read() {
        Registry development = new Registry(store, Environment.DEVELOPMENT, notice -> {});

        assertThatThrownBy(() -> new RegistryVerifier(development).run(Optional.empty()))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("is a production registry");
    }

    private RegistryVerifier.Report verify() throws IOException {
        return new RegistryVerifier(registry.registry).run(Optional.empty());
    }

    private void assertFound(String place, String message) throws IOException {
        assertThat(verify().findings()).anySatisfy(finding -> {
            assertThat(finding.place()).isEqualTo(place);
            assertThat(finding.message()).contains(message);
        });
    }

    private void replace(String path, String from, String to) {
        String before = store.snapshot().get(path);
        assertThat(before).contains(from);
        store.documents.put(path, before.replace(from, to).getBytes(UTF_8));
    }
}
