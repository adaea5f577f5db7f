package dev.modelgate.registry.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.identity.BundleDocument;
import dev.modelgate.core.identity.CanonicalSha;
import dev.modelgate.core.json.JsonBuilder;
import dev.modelgate.core.json.PrettyJson;
import dev.modelgate.core.lineage.DatasetInput;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.core.release.LineageFacts.CodeState;
import dev.modelgate.core.release.LineageFacts.Origin;
import dev.modelgate.core.release.MalformedSemverException;
import dev.modelgate.registry.register.Register;
import dev.modelgate.registry.testing.InMemoryRegistryStore;
import dev.modelgate.registry.testing.ProjectFolder;
import dev.modelgate.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageTest {

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
    void walks_to_the_root() throws IOException {
        registry.release("root", "0.1.0");
        CanonicalSha middle = child("middle", project.sha("root"));
        CanonicalSha leaf = child("leaf", middle);

        LineageChain chain = lineage(leaf.hex());

        assertThat(chain.models())
                .extracting(model -> model.entry().sha())
                .containsExactly(leaf, middle, project.sha("root"));
        assertThat(chain.reachesRoot()).isTrue();
        assertThat(LineageTree.text(chain)).isEqualTo("""
                        %s  never promoted
                        ├─ registered 2026-05-01T09:00:00Z
                        ├─ code not recorded
                        └─ %s  never promoted
                           ├─ registered 2026-05-01T09:00:00Z
                           ├─ code not recorded
                           └─ %s  v0.1.0  LIVE
                              ├─ registered 2026-05-01T09:00:00Z
                              └─ code not recorded
                        """.formatted(leaf, middle, project.sha("root")));
    }

    @Test
    void shows_a_missing_link_as_missing() throws IOException {
        CanonicalSha unknown = new CanonicalSha("f".repeat(64));
        CanonicalSha leaf = child("leaf", unknown);

        LineageChain chain = lineage(leaf.hex());

        assertThat(chain.missing()).contains(unknown);
        assertThat(LineageTree.text(chain))
                .contains("├─ code not recorded\n")
                .endsWith("└─ " + unknown + "  MISSING: named as parent, but not in this registry\n");
        assertThat(PrettyJson.line(chain.json()))
                .endsWith(",{\"sha\":\"" + unknown + "\",\"registered\":false}],\"complete\":false}");
    }

    @Test
    void shows_what_each_model_was_made_of_and_lets_nothing_from_outside_move_the_cursor() throws IOException {
        LineageFacts facts = new LineageFacts(
                Optional.of("1a2b.dir"),
                Optional.of("5e7"),
                Optional.of(new CodeState("abc", Optional.of(true))),
                JsonBuilder.object().put("lr", "1e-3").build(),
                Optional.of("42"),
                ImmutableMap.of("torch", "2.4.0"),
                Optional.of("sha256:aa"),
                new Origin(
                        Optional.of("oci:registry.example.org/m@sha256:aa"),
                        ImmutableList.of("run\u001b[2J\n└─ forged"),
                        Optional.of("sweep"),
                        ImmutableList.of(new DatasetInput(
                                "corpus", "e291a2ce", Optional.empty(), Optional.empty(), Optional.of("training")))),
                Optional.of("ci"),
                Optional.of("https://ci.example.org/1"));
        BundleDocument document = project.document("leaf", Optional.empty());
        new Register(registry.registry, registry.artifacts(), TestRegistry.CLOCK)
                .run(new Register.Request(document, project.bundle("leaf"), Optional.of("m"), facts));

        assertThat(LineageTree.text(lineage(document.sha().hex()))).isEqualTo("""
                        %s  never promoted
                        ├─ registered 2026-05-01T09:00:00Z by ci
                        ├─ code abc with uncommitted changes
                        ├─ corpus 1a2b.dir
                        ├─ eval set 5e7
                        ├─ seed 42
                        ├─ hyperparameters {"lr":"1e-3"}
                        ├─ torch 2.4.0
                        ├─ image sha256:aa
                        ├─ taken from oci:registry.example.org/m@sha256:aa
                        ├─ data set corpus e291a2ce for training
                        ├─ run run\\u001b[2J\\u000a└─ forged
                        ├─ run sweep  MISSING: named as parent, but not on the tracker
                        └─ registered in https://ci.example.org/1
                        """.formatted(document.sha()));
    }

    @Test
    void is_found_by_version_and_not_found_where_there_is_none() throws IOException {
        registry.release("root", "0.1.0");

        assertThat(new Lineage(registry.registry).of("0.1.0")).isPresent();
        assertThat(new Lineage(registry.registry).of("0.1.1")).isEmpty();
        assertThat(new Lineage(registry.registry).of("f".repeat(64))).isEmpty();
        assertThatThrownBy(() -> new Lineage(registry.registry).of("root"))
                .isInstanceOf(MalformedSemverException.class);
    }

    private LineageChain lineage(String name) throws IOException {
        return new Lineage(registry.registry).of(name).orElseThrow();
    }

    private CanonicalSha child(String content, CanonicalSha parent) throws IOException {
        registry.register(content, Optional.of(parent));
        return project.document(content, Optional.of(parent)).sha();
    }
}
