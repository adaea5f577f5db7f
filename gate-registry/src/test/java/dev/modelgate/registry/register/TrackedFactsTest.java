package dev.modelgate.registry.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.json.CanonicalJson;
import dev.modelgate.core.lineage.DatasetInput;
import dev.modelgate.core.lineage.RunLineage;
import dev.modelgate.core.lineage.RunStatus;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.core.release.LineageFacts;
import dev.modelgate.core.release.LineageFacts.CodeState;
import dev.modelgate.registry.artifact.FetchedBundle;
import dev.modelgate.registry.bundle.Bundle;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackedFactsTest {

    private static final DatasetInput CORPUS =
            new DatasetInput("corpus", "e291a2ce", Optional.empty(), Optional.empty(), Optional.of("training"));

    @TempDir
    Path folder;

    @Test
    void takes_from_the_run_what_it_says_and_from_its_parent_what_it_does_not() {
        TrackedRun child = run("child", Map.of("lr", "0.1", "seed", "17"), Map.of("image_digest", "sha256:aa"));
        TrackedRun parent = run(
                "parent",
                Map.of("seed", "1", "corpus_dvc_hash", "1a2b.dir"),
                Map.of("mlflow.source.git.commit", "c0ffee", "mlflow.source.git.dirty", "True", "image_digest", "no"));

        LineageFacts facts = facts(new RunLineage(ImmutableList.of(child, parent), Optional.of("sweep")));

        assertThat(facts.corpusDvcHash()).contains("1a2b.dir");
        assertThat(facts.code()).contains(new CodeState("c0ffee", Optional.of(true)));
        assertThat(facts.imageDigest()).contains("sha256:aa");
        assertThat(CanonicalJson.text(facts.hyperparameters())).isEqualTo("{\"lr\":\"0.1\",\"seed\":\"17\"}");
        assertThat(facts.origin().runs()).containsExactly("child", "parent");
        assertThat(facts.origin().missingRun()).contains("sweep");
        assertThat(facts.origin().datasets()).containsExactly(CORPUS);
    }

    @Test
    void takes_no_seed_from_a_parent_since_it_is_another_runs_setting() {
        LineageFacts facts = facts(new RunLineage(
                ImmutableList.of(run("child", Map.of(), Map.of()), run("parent", Map.of("seed", "1"), Map.of())),
                Optional.empty()));

        assertThat(facts.seed()).isEmpty();
    }

    @Test
    void does_not_say_that_a_work_tree_was_clean_when_nobody_says_so() {
        LineageFacts facts = facts(new RunLineage(
                ImmutableList.of(run("child", Map.of(), Map.of("mlflow.source.git.commit", "c0ffee"))),
                Optional.empty()));

        assertThat(facts.code()).contains(new CodeState("c0ffee", Optional.empty()));
    }

    @Test
    void takes_the_versions_that_the_bundle_pins_and_no_ranges() {
        Bundle.in(folder)
                .with(
                        "requirements.txt",
                        "torch==2.4.0\nnumpy>=1.0\npandas[all] == 2.2.1 ; python_version>'3'\n# x==1\n");

        LineageFacts facts = facts(new RunLineage(ImmutableList.of(run("a", Map.of(), Map.of())), Optional.empty()));

        assertThat(facts.frameworks()).containsExactly(Map.entry("torch", "2.4.0"), Map.entry("pandas", "2.2.1"));
    }

    @Test
    void knows_of_a_bundle_without_a_tracker_only_where_it_came_from() {
        LineageFacts facts = TrackedFacts.of(fetched(Optional.empty()), Optional.of("ci"), Optional.empty());

        assertThat(facts.origin().source()).contains("oci:registry.example.org/m@sha256:aa");
        assertThat(facts.origin().runs()).isEmpty();
        assertThat(facts.code()).isEmpty();
        assertThat(facts.registeredBy()).contains("ci");
    }

    private LineageFacts facts(RunLineage lineage) {
        return TrackedFacts.of(fetched(Optional.of(lineage)), Optional.empty(), Optional.empty());
    }

    private FetchedBundle fetched(Optional<RunLineage> lineage) {
        Bundle bundle = Bundle.in(folder).with("model.onnx", "weights");
        return new FetchedBundle(folder, bundle.read(), "oci:registry.example.org/m@sha256:aa", false, lineage);
    }

    private static TrackedRun run(String id, Map<String, String> params, Map<String, String> tags) {
        return new TrackedRun(
                id,
                "1",
                Optional.empty(),
                RunStatus.FINISHED,
                false,
                Optional.empty(),
                ImmutableMap.copyOf(new java.util.TreeMap<>(params)),
                ImmutableMap.copyOf(tags),
                ImmutableMap.of(),
                id.equals("child") ? ImmutableList.of(CORPUS) : ImmutableList.of(),
                ImmutableList.of(),
                Optional.empty(),
                Optional.ofNullable(tags.get("mlflow.source.git.commit")));
    }
}
