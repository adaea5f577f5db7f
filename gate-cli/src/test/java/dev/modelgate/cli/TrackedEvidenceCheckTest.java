package dev.modelgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pipelines as {@code scripts/real/mlflow-pipelines.py} made them on a real MLflow server. */
class TrackedEvidenceCheckTest {

    @TempDir
    Path directory;

    private ReplayedMlflow mlflow;

    @BeforeEach
    void start() throws IOException {
        mlflow = new ReplayedMlflow("mlflow-pipelines.jsonl");
    }

    @AfterEach
    void stop() {
        mlflow.close();
    }

    @Test
    void passes_a_sound_run() {
        Shell.Result result = check("good");

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("Pre-deployment gate for '" + mlflow.run("good") + "': [PASS]")
                .contains("[required_metrics] accuracy=0.9010, auc=0.9330");
    }

    @ParameterizedTest
    @CsvSource({
        "no-evaluation, '1 error(s): STAGE_MISSING', METRIC_MISSING",
        "measured-in-training, '3 error(s): STAGE_WITHOUT_METRICS, METRIC_OUTSIDE_STAGE, METRIC_OUTSIDE_STAGE', METRIC_MISSING",
        "measured-outside, '3 error(s): STAGE_WITHOUT_METRICS, METRIC_OUTSIDE_STAGE, METRIC_OUTSIDE_STAGE', METRIC_MISSING",
        "other-data, '1 error(s): DATASET_MISMATCH', DATASET_MISMATCH",
        "failed-evaluation, '1 error(s): STAGE_INCOMPLETE', STAGE_INCOMPLETE",
        "degraded, '1 error(s): RECORD_DEGRADED', two of nine shards were read",
        "killed, '1 error(s): RUN_INCOMPLETE', RUN_INCOMPLETE",
        "worse, 'clean (0 warning(s))', METRIC_DROPPED",
        "not-a-number, 'clean (1 warning(s))', METRIC_MISSING"
    })
    void refuses_what_was_not_measured_where_and_on_what_it_must_be(String run, String diagnostics, String reason) {
        Shell.Result result = check(run);

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).contains("[diagnostics] " + diagnostics + "\n").contains(reason);
    }

    @Test
    void a_run_may_be_its_only_stage() {
        assertThat(check("one-run").status()).isZero();
    }

    @Test
    void could_not_judge_a_run_that_is_not_there() {
        Shell.Result result = check("nowhere");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("run '" + mlflow.run("nowhere") + "' is not on http://127.0.0.1:");
    }

    @Test
    void could_not_judge_without_the_address_of_a_tracker() {
        Shell.Result result = new Shell(directory).run("check", "--evidence", "mlflow:a", "--previous", "b");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("MLFLOW_TRACKING_URI is not set");
    }

    @Test
    void the_candidate_is_named_once() {
        assertThat(check("good", "--run", "other").status()).isEqualTo(64);
        assertThat(shell().run("check", "--evidence", "mlflow:", "--previous", "b")
                        .status())
                .isEqualTo(64);
    }

    private Shell.Result check(String run, String... more) {
        List<String> line = new ArrayList<>(
                List.of("check", "--evidence", "mlflow:" + mlflow.run(run), "--previous", mlflow.run("previous")));
        line.addAll(List.of(more));
        return shell().run(line.toArray(String[]::new));
    }

    private Shell shell() {
        return new Shell(directory).with("MLFLOW_TRACKING_URI", mlflow.uri());
    }
}
