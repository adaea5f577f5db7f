package dev.modelgate.registry.artifact.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.modelgate.core.CannotJudgeException;
import dev.modelgate.core.lineage.MetricValue.Finite;
import dev.modelgate.core.lineage.MetricValue.NotFinite;
import dev.modelgate.core.lineage.RunStatus;
import dev.modelgate.core.lineage.TrackedRun;
import dev.modelgate.core.port.RunSearch;
import dev.modelgate.registry.http.Answer;
import dev.modelgate.registry.http.Patience;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs and tags as a real server once answered. */
class MlflowRunTrackerTest {

    private RecordedMlflow server;
    private MlflowRunTracker tracker;

    @BeforeEach
    void start() throws IOException {
        server = new RecordedMlflow();
        tracker = new MlflowRunTracker(server.address(), Patience.patientTransport());
    }

    @AfterEach
    void stop() {
        tracker.close();
        server.close();
    }

    @Test
    void reads_a_run_with_all_it_was_made_of() {
        TrackedRun run = tracker.run(RecordedMlflow.RUN).orElseThrow();

        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.isUsable()).isTrue();
        assertThat(run.params())
                .containsExactly(Map.entry("lr", "0.001"), Map.entry("epochs", "3"), Map.entry("seed", "17"));
        assertThat(run.tag("team")).contains("é ✓");
        assertThat(run.codeCommit()).contains("0123456789abcdef0123456789abcdef01234567");
        assertThat(run.datasets()).hasSize(1);
        assertThat(run.datasets().get(0).name()).isEqualTo("corpus");
        assertThat(run.datasets().get(0).digest()).isEqualTo("e291a2ce");
        assertThat(run.datasets().get(0).context()).contains("training");
        assertThat(run.models()).containsExactly(RecordedMlflow.LOGGED_MODEL);
        assertThat(run.artifactUri()).contains("mlflow-artifacts:/1/" + RecordedMlflow.RUN + "/artifacts");
        assertThat(run.parent()).contains(RecordedMlflow.PARENT_RUN);
    }

    @Test
    void follows_the_parents_of_a_run() {
        assertThat(tracker.lineage(RecordedMlflow.RUN).orElseThrow().ids())
                .containsExactly(RecordedMlflow.RUN, RecordedMlflow.PARENT_RUN);
    }

    @Test
    void takes_nan_for_no_measured_number() {
        TrackedRun run = tracker.run(RecordedMlflow.RUN).orElseThrow();

        assertThat(run.metrics())
                .containsExactly(
                        Map.entry("acc", new Finite(new BigDecimal("0.91"))), Map.entry("loss", new NotFinite("NaN")));
    }

    @Test
    void an_unknown_run_is_absent_and_a_deleted_one_is_not_usable() {
        assertThat(tracker.run("0123456789abcdef0123456789abcdef")).isEmpty();

        TrackedRun deleted = tracker.run(RecordedMlflow.DELETED_RUN).orElseThrow();
        assertThat(deleted.deleted()).isTrue();
        assertThat(deleted.isUsable()).isFalse();
    }

    @Test
    void finds_runs() {
        assertThat(tracker.search(new RunSearch(ImmutableList.of("1"), "params.seed = '17'", 1)))
                .extracting(TrackedRun::id)
                .containsExactly(RecordedMlflow.RUN);
    }

    @Test
    void sets_no_tag_on_a_deleted_run_and_gives_the_servers_words() {
        assertThatThrownBy(() -> tracker.setTags(RecordedMlflow.DELETED_RUN, Map.of("k", "v")))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContainingAll("answered 400", "must be in the 'active' state");
    }

    @Test
    void sends_no_tag_that_the_server_would_silently_cut() {
        assertThatThrownBy(() -> tracker.setTags(RecordedMlflow.RUN, Map.of("gate.report", "x".repeat(8_001))))
                .isInstanceOf(CannotJudgeException.class)
                .hasMessageContainingAll("'gate.report'", "8001 characters", "silently cut it to 8000");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\"b", "a#b", "é\n"})
    void sends_no_tag_whose_key_the_server_does_not_take(String key) {
        assertThatThrownBy(() -> tracker.setTags(RecordedMlflow.RUN, Map.of(key, "v")))
                .isInstanceOf(CannotJudgeException.class);
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "../x", "a b", "a?b"})
    void asks_for_no_run_whose_id_would_be_another_address(String id) {
        assertThatThrownBy(() -> tracker.run(id)).hasMessageContaining("the run id is");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void says_that_a_tag_was_changed_when_it_reads_back_as_something_else() throws IOException {
        try (MlflowStandIn cutting = new MlflowStandIn();
                MlflowRunTracker there = new MlflowRunTracker(cutting.address(), Patience.patientTransport())) {
            cutting.fail(request -> {
                if (request.contains("log-batch")) {
                    cutting.tags().put("a", "cu");
                    cutting.tags().put("b", "1");
                    return Optional.of(Answer.json(200, "{}"));
                }
                return Optional.empty();
            });

            assertThatThrownBy(() -> there.setTags(MlflowStandIn.RUN, ImmutableMap.of("a", "cut", "b", "1")))
                    .hasMessageContaining("the tag 'a' of run '%s' reads back as 'cu', but 'cut' was written"
                            .formatted(MlflowStandIn.RUN));
        }
    }

    @Test
    void sets_several_tags_in_one_request_and_deletes_one_that_is_gone_already() throws IOException {
        try (MlflowStandIn real = new MlflowStandIn();
                MlflowRunTracker there = new MlflowRunTracker(real.address(), Patience.patientTransport())) {
            there.setTags(MlflowStandIn.RUN, ImmutableMap.of("a", "1", "b", "é"));
            there.deleteTags(MlflowStandIn.RUN, Set.of("a"));
            there.deleteTags(MlflowStandIn.RUN, Set.of("a"));

            assertThat(real.tags()).containsExactly(Map.entry("b", "é"));
            assertThat(real.requests().stream().filter(request -> request.startsWith("POST")))
                    .hasSize(3);
        }
    }
}
