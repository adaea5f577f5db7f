package dev.modelgate.registry.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.identity.FileEntry;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.lineage.DatasetInput;
import dev.modelgate.core.release.Entry;
import dev.modelgate.core.release.Environment;
import dev.modelgate.core.release.Finding;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.core.release.LineageFacts.Origin;
import dev.modelgate.core.release.RegistryIdentity;
import dev.modelgate.registry.audit.RegistryVerifier;
import dev.modelgate.registry.browse.RegistryListing;
import dev.modelgate.registry.bundle.BundleReader;
import dev.modelgate.registry.state.Registry;
import dev.modelgate.registry.state.RegistryView;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterTest {

    private static final LineageFacts FACTS = new LineageFacts(
            Optional.of("1a2b.dir"),
            Optional.of("5e7"),
            Optional.of(new LineageFacts.CodeState("c".repeat(40), Optional.of(true))),
            JsonBuilder.object().put("lr", "1e-3").put("layers", 2).build(),
            Optional.of("42"),
            ImmutableMap.of("torch", "2.4.0"),
            Optional.of("sha256:aa"),
            new Origin(
                    Optional.of("mlflow:run-2 at http://tracker.example.org"),
                    ImmutableList.of("run-2", "run-1"),
                    Optional.of("run-0"),
                    ImmutableList.of(new DatasetInput(
                            "corpus", "e291a2ce", Optional.of("local"), Optional.empty(), Optional.of("training")))),
            Optional.of("ci"),
            Optional.of("https://ci.example.org/1"));

    @TempDir
    Path folder;

    private final InMemoryRegistryStore store = new InMemoryRegistryStore();
    private ProjectFolder project;
    private TestRegistry registry;

    @BeforeEach
    void a_project() throws IOException {
        project = ProjectFolder.create(folder.resolve("project"));
        registry = new TestRegistry(store, project);
    }

    @Test
    void the_first_model_founds_the_registry_and_gets_its_entry() throws IOException {
        Register.Result result = registry.register("clean");

        assertThat(result).isInstanceOf(Register.Registered.class);
        assertThat(registry.registry.<Optional<RegistryIdentity>>read(RegistryView::identity))
                .contains(new RegistryIdentity("grammar-tutor", false, Optional.of(ProjectFolder.BRANCH)));
        assertThat(store.lines).hasSize(2);
        assertThat(store.snapshot()).containsKeys("head.json", "entries/" + project.sha("clean") + ".json");
    }

    @Test
    void what_accompanies_the_model_is_kept_with_its_digests_and_looked_at_by_verify() throws IOException {
        registry.register("clean");
        CanonicalSha sha = project.sha("clean");
        Entry entry =
                registry.registry.read(view -> view.entry(sha)).orElseThrow().entry();
        Path stored = registry.artifacts().fetch(sha).orElseThrow();

        assertThat(entry.accompanying()).extracting(FileEntry::path).containsExactly("README.md");
        assertThat(verified()).isEmpty();

        Files.writeString(stored.resolve("README.md"), "other");
        assertThat(verified())
                .singleElement()
                .asString()
                .contains("README.md, which accompanies the stored model, has the digest");

        Files.delete(stored.resolve("README.md"));
        assertThat(verified())
                .singleElement()
                .asString()
                .contains("README.md, which accompanies the stored model, is missing");
    }

    private List<Finding> verified() throws IOException {
        return new RegistryVerifier(registry.registry, Optional.of(registry.artifacts()))
                .run(Optional.empty())
                .findings();
    }

    @Test
    void the_entry_holds_the_canonical_document_from_which_anyone_computes_the_identity() throws IOException {
        registry.register("clean");

        var entry = new RegistryListing(registry.registry)
                .get(project.sha("clean").hex())
                .orElseThrow()
                .entry();

        BundleDocument document = project.document("clean", Optional.empty());
        assertThat(CanonicalJson.bytes(entry.document())).isEqualTo(document.bytes());
        assertThat(entry.contentSha()).isEqualTo(document.contentSha());
        assertThat(entry.artifact()).isEqualTo(document.sha().hex());
        assertThat(entry.registeredAt()).isEqualTo(ProjectFolder.NOW);
    }

    @Test
    void the_entry_keeps_every_fact_of_the_lineage() throws IOException {
        register(project.document("clean", Optional.empty()), project.bundle("clean"), Optional.of("m"), FACTS);

        assertThat(new RegistryListing(registry.registry)
                        .get(project.sha("clean").hex())
                        .orElseThrow()
                        .entry()
                        .lineage())
                .isEqualTo(FACTS);
    }

    @Test
    void the_content_of_a_child_is_known_whatever_its_parent() throws IOException {
        registry.register("clean");
        CanonicalSha parent = project.sha("clean");

        registry.register("retrain", Optional.of(parent));

        CanonicalSha child = project.document("retrain", Optional.of(parent)).sha();
        var entry = new RegistryListing(registry.registry)
                .get(child.hex())
                .orElseThrow()
                .entry();
        assertThat(entry.parent()).contains(parent);
        assertThat(entry.contentSha()).isEqualTo(project.sha("retrain")).isNotEqualTo(child);
    }

    @Test
    void a_second_registration_changes_nothing() throws IOException {
        registry.register("clean");
        Map<String, String> before = store.snapshot();

        Register.Result again =
                register(project.document("clean", Optional.empty()), project.bundle("clean"), Optional.empty(), FACTS);

        assertThat(again)
                .isInstanceOfSatisfying(
                        Register.AlreadyRegistered.class,
                        already -> assertThat(already.entry().lineage()).isEqualTo(LineageFacts.UNKNOWN));
        assertThat(store.snapshot()).isEqualTo(before);
    }

    @Test
    void a_second_registration_brings_back_bytes_that_were_lost() throws IOException {
        registry.register("clean");
        Path kept = registry.artifacts().fetch(project.sha("clean")).orElseThrow();
        com.google.common.io.MoreFiles.deleteRecursively(
                kept.getParent(), com.google.common.io.RecursiveDeleteOption.ALLOW_INSECURE);

        registry.register("clean");

        assertThat(new BundleReader()
                        .read(registry.artifacts().fetch(project.sha("clean")).orElseThrow(), Optional.empty())
                        .sha())
                .isEqualTo(project.sha("clean"));
    }

    @Test
    void a_model_of_another_line_is_refused() throws IOException {
        registry.register("clean");
        Map<String, String> before = store.snapshot();

        Register.Result result = register(
                project.document("retrain", Optional.empty()),
                project.bundle("retrain"),
                Optional.of("translator"),
                FACTS);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Register.Refused.class,
                        refused -> assertThat(refused.message())
                                .contains("the model is named 'translator', but memory holds 'grammar-tutor'"));
        assertThat(store.snapshot()).isEqualTo(before);
        assertThat(registry.artifacts().fetch(project.sha("retrain"))).isEmpty();
    }

    @Test
    void a_new_registry_needs_a_name() throws IOException {
        BundleDocument document = project.document("clean", Optional.empty());
        Path bundle = project.bundle("clean");

        assertThatThrownBy(() -> register(document, bundle, Optional.empty(), FACTS))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("name the model");
        assertThat(store.lines).isEmpty();
    }

    @Test
    void a_bundle_that_changed_since_it_was_read_is_not_registered() throws IOException {
        BundleDocument document = project.document("clean", Optional.empty());
        Files.writeString(project.bundle("clean").resolve("model.onnx"), "changed");

        assertThatThrownBy(() -> register(document, project.file("bundles/clean"), Optional.of("m"), FACTS))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("changed meanwhile");
        assertThat(store.lines).isEmpty();
    }

    @Test
    void a_registry_that_was_begun_in_development_stays_one_for_ever() throws IOException {
        Registry development = new Registry(store, Environment.DEVELOPMENT, notice -> {});
        new Register(development, registry.artifacts(), TestRegistry.CLOCK)
                .run(new Register.Request(
                        project.document("clean", Optional.empty()), project.bundle("clean"), Optional.of("m"), FACTS));

        assertThat(store.lines.get(0)).contains("\"development\":true");
        assertThatThrownBy(() -> registry.register("clean"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("memory is a development registry");
        assertThatThrownBy(() -> new RegistryListing(registry.registry).list())
                .isInstanceOf(CannotJudgeException.class);
    }

    @Test
    void texts_from_outside_survive_as_they_are() throws IOException {
        LineageFacts hostile = new LineageFacts(
                Optional.of("\u001b[31m\n\"}"),
                Optional.empty(),
                Optional.empty(),
                FACTS.hyperparameters(),
                Optional.empty(),
                ImmutableMap.of("../../x", "<script>"),
                Optional.empty(),
                new Origin(Optional.of("\u0007"), ImmutableList.of("run\r\n"), Optional.empty(), ImmutableList.of()),
                Optional.empty(),
                Optional.empty());
        register(project.document("clean", Optional.empty()), project.bundle("clean"), Optional.of("m"), hostile);

        assertThat(new RegistryListing(registry.registry).list().get(0).entry().lineage())
                .isEqualTo(hostile);
        assertThat(store.snapshot()
                        .get("entries/" + project.sha("clean") + ".json")
                        .getBytes(StandardCharsets.UTF_8))
                .doesNotContain(0x1b);
    }

    private Register.Result register(BundleDocument document, Path bundle, Optional<String> model, LineageFacts lineage)
            throws IOException {
        return new Register(registry.registry, registry.artifacts(), TestRegistry.CLOCK)
                .run(new Register.Request(document, bundle, model, lineage));
    }
}
