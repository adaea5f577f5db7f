package dev.modelgate.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunLineageTest {

    private final Map<String, TrackedRun> tracker = new HashMap<>();

    @Test
    void follows_the_parents_to_the_root_nearest_first() {
        add("child", "middle", Optional.empty());
        add("middle", "root", Optional.of("c0ffee"));
        add("root", null, Optional.of("abcdef"));

        RunLineage lineage = lineage("child");

        assertThat(lineage.ids()).containsExactly("child", "middle", "root");
        assertThat(lineage.missing()).isEmpty();
        assertThat(lineage.codeCommit()).contains("c0ffee");
    }

    @Test
    void names_the_parent_that_the_tracker_does_not_have() {
        add("child", "gone", Optional.empty());

        RunLineage lineage = lineage("child");

        assertThat(lineage.runs()).extracting(TrackedRun::id).containsExactly("child");
        assertThat(lineage.missing()).contains("gone");
        assertThat(lineage.ids()).containsExactly("child", "gone");
    }

    @Test
    void refuses_a_run_that_is_its_own_ancestor() {
        add("a", "b", Optional.empty());
        add("b", "a", Optional.empty());

        assertThatThrownBy(() -> lineage("a"))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContaining("run 'a' is its own ancestor");
    }

    @Test
    void refuses_a_chain_that_does_not_end() {
        for (int i = 0; i <= RunLineage.MAX_RUNS; i++) {
            add("r" + i, "r" + (i + 1), Optional.empty());
        }

        assertThatThrownBy(() -> lineage("r0")).hasMessageContaining("longer than 100");
    }

    @Test
    void takes_parameters_from_the_run_itself_and_data_sets_from_the_whole_chain() {
        DatasetInput data = new DatasetInput("corpus", "d1", Optional.empty(), Optional.empty(), Optional.empty());
        tracker.put("root", run("root", null, Optional.empty(), ImmutableMap.of("lr", "1"), ImmutableList.of(data)));
        tracker.put(
                "child", run("child", "root", Optional.empty(), ImmutableMap.of("lr", "2"), ImmutableList.of(data)));

        assertThat(lineage("child").params()).containsExactly(Map.entry("lr", "2"));
        assertThat(lineage("child").datasets()).containsExactly(data);
    }

    private void add(String id, String parent, Optional<String> commit) {
        tracker.put(id, run(id, parent, commit, ImmutableMap.of(), ImmutableList.of()));
    }

    private RunLineage lineage(String id) {
        return RunLineage.of(tracker.get(id), wanted -> Optional.ofNullable(tracker.get(wanted)));
    }

    private static TrackedRun run(
            String id,
            String parent,
            Optional<String> commit,
            ImmutableMap<String, String> params,
            ImmutableList<DatasetInput> datasets) {
        return new TrackedRun(
                id,
                "1",
                Optional.empty(),
                RunStatus.FINISHED,
                false,
                Optional.empty(),
                params,
                ImmutableMap.of(),
                ImmutableMap.of(),
                datasets,
                ImmutableList.of(),
                Optional.ofNullable(parent),
                commit);
    }
}
